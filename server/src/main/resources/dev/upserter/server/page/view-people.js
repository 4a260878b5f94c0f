import {get} from './api.js';
import {count, failure, fill, h} from './dom.js';

const PAGE = 25;

// What else the sandbox holds: the name in the API, and in words.
const KINDS = [['people', 'People'], ['objects', 'Objects'], ['relationships', 'Relationships'], ['segments', 'Segments'], ['devices', 'Devices'], ['events', 'Events'], ['suppressed', 'Suppressed people'], ['merges', 'Merges']];

export async function people(main, about) {
  let offset = 0;
  let asked = 0;
  const kind = h('select', {onchange: () => { offset = 0; load(); }}, KINDS.map(([name, title]) => h('option', {value: name}, title)));
  const search = h('input', {type: 'search', oninput: () => { offset = 0; load(); }, placeholder: 'id, e-mail address …'});
  const list = h('div', {class: 'list', 'aria-live': 'polite'});
  async function load() {
    const mine = ++asked;
    try {
      const found = await get(`/api/sandbox/${kind.value}?${new URLSearchParams({search: search.value, offset, limit: PAGE})}`);
      if (mine !== asked) return;
      if (kind.value !== 'people') { things(found); return; }
      fill(list, found.people.length === 0 ? h('div', {class: 'empty'}, h('strong', {}, search.value ? 'Nobody is called this.' : 'Nobody has arrived yet.'), !search.value && h('a', {href: '#/new'}, 'Send somebody'))
        : [h('table', {class: 'stack'}, h('thead', {}, h('tr', {}, ['Person', 'Attributes', 'Updates'].map(t => h('th', {scope: 'col'}, t)))), h('tbody', {}, found.people.map(person))), pages(found)]);
    } catch (error) { fill(list, failure(error)); }
  }
  function things(found) {
    fill(list, found.things.length === 0 ? h('div', {class: 'empty'}, h('strong', {}, search.value ? 'Nothing holds this text.' : 'There is nothing of this kind yet.'))
      : [h('table', {class: 'stack'}, h('thead', {}, h('tr', {}, ['Which', 'What it holds'].map(t => h('th', {scope: 'col'}, t)))),
        h('tbody', {}, found.things.map(t => h('tr', {}, h('td', {'data-label': 'Which'}, h('strong', {}, t.key)), h('td', {'data-label': 'What it holds'}, h('span', {class: 'mono small'}, t.says)))))), pages({...found, complete: true})]);
  }
  function person(p) {
    return h('tr', {}, h('td', {'data-label': 'Person'}, h('div', {}, h('strong', {}, p.id ?? p.email ?? p.phone ?? p.cioId), p.id && p.email && h('div', {class: 'soft small'}, p.email))),
      h('td', {'data-label': 'Attributes'}, h('dl', {class: 'values'}, Object.entries(p.attributes).map(([name, value]) => [h('dt', {}, name), h('dd', {}, typeof value === 'string' ? value : JSON.stringify(value))]))),
      h('td', {'data-label': 'Updates', class: 'number'}, count(p.updates)));
  }
  function pages(found) {
    const last = Math.min(offset + PAGE, found.matches);
    return h('div', {class: 'actions'}, h('button', {type: 'button', disabled: offset === 0, onclick: () => { offset -= PAGE; load(); }}, 'Earlier'),
      h('button', {type: 'button', disabled: last >= found.matches, onclick: () => { offset += PAGE; load(); }}, 'Later'),
      h('span', {class: 'soft small'}, `${count(offset + 1)} to ${count(last)} of ${found.complete ? '' : 'at least '}${count(found.matches)}`));
  }
  fill(main, h('div', {class: 'head'}, h('div', {class: 'grow'}, h('h1', {}, 'In the sandbox'), h('p', {class: 'soft'}, 'What Customer.io would hold now. It is gone when the server ends.')), h('button', {type: 'button', onclick: load}, 'Look again')),
    h('section', {class: 'card', 'aria-label': 'What the sandbox holds'}, h('div', {class: 'row'}, h('label', {}, 'Show', kind), h('label', {}, 'Search', search)), list));
  await load();
}
