import {call, get} from './api.js';
import {failure, fill, h, notice} from './dom.js';
import {newRun} from './view-new.js';
import {run} from './view-run.js';
import {compare, history} from './view-history.js';
import {people} from './view-people.js';

const main = document.getElementById('main');
const VIEWS = [
  [/^#\/new(?:\/(.+))?$/, newRun, 'New run'],
  [/^#\/runs$/, history, 'Runs'],
  [/^#\/runs\/([^/]+)$/, run, 'Run'],
  [/^#\/compare\/([^/]+)\/([^/]+)$/, compare, 'Compare runs'],
  [/^#\/people$/, people, 'Sandbox'],
];
let leave = () => {};
let about;

function theme(change) {
  let chosen = null;
  try { chosen = localStorage.getItem('theme'); } catch { /* storage may be off */ }
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const now = change ? !dark : dark;
  if (change) try { localStorage.setItem('theme', now ? 'dark' : 'light'); } catch { /* the same */ }
  document.documentElement.dataset.theme = now ? 'dark' : 'light';
}

/** The token comes after the #, which no server and no log sees; the server answers with a cookie out of scripts' reach. */
async function signIn() {
  const token = new URLSearchParams(location.hash.replace(/^#\/?/, '')).get('token');
  if (!token) return;
  window.history.replaceState(null, '', location.pathname + '#/new');
  await fetch('/api/session', {method: 'POST', headers: {'Authorization': 'Bearer ' + token}});
}

async function show() {
  leave();
  leave = () => {};
  document.getElementById('notice').classList.remove('on');
  const hash = location.hash || '#/new';
  const found = VIEWS.map(([pattern, view, title]) => [hash.match(pattern), view, title]).find(([match]) => match);
  for (const link of document.querySelectorAll('nav a')) {
    const here = hash.startsWith(link.hash) || (link.hash === '#/runs' && hash.startsWith('#/compare'));
    if (here) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  if (!found) { location.hash = '#/new'; return; }
  const [match, view, title] = found;
  document.title = `${title} – Customer Upserter`;
  fill(main);
  try {
    leave = await view(main, about, ...match.slice(1).map(part => part && decodeURIComponent(part))) ?? (() => {});
  } catch (error) {
    fill(main, h('h1', {}, title), failure(error));
  }
}

function locked() {
  const input = h('input', {type: 'password', autocomplete: 'off', 'aria-label': 'Token'});
  fill(main, h('section', {class: 'card'},
    h('h1', {}, 'This server asks for its token'),
    h('p', {class: 'soft'}, 'upserter serve printed an address with the token in it. Open that address, or enter the token here.'),
    h('form', {class: 'row', onsubmit: async event => {
      event.preventDefault();
      await fetch('/api/session', {method: 'POST', headers: {'Authorization': 'Bearer ' + input.value}});
      start();
    }}, h('label', {}, 'Token', input), h('button', {class: 'primary'}, 'Open'))));
}

async function start() {
  theme(false);
  await signIn();
  try {
    about = await get('/api/about');
  } catch (error) {
    if (error.status === 401) locked(); else fill(main, failure(error), h('div', {class: 'actions'}, h('button', {type: 'button', onclick: start}, 'Try again')));
    return;
  }
  document.getElementById('nav-people').hidden = !about.sandbox;
  document.getElementById('where').textContent = about.sandbox ? 'Everything goes to a sandbox' : about.endpoint ? `Everything goes to ${about.endpoint}` : 'Goes to Customer.io';
  await show();
}

document.getElementById('theme').addEventListener('click', () => { theme(true); notice(document.documentElement.dataset.theme === 'dark' ? 'Dark' : 'Light'); });
document.querySelector('.skip').addEventListener('click', event => { event.preventDefault(); main.focus(); });
addEventListener('hashchange', async () => { await show(); main.focus({preventScroll: true}); scrollTo(0, 0); });
start();
