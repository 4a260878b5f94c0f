import {get} from './api.js';
import {bars, parts} from './chart.js';
import {badge, count, duration, failure, fill, h, message, moment, plural} from './dom.js';

export async function history(main, about) {
  const {runs} = await get('/api/runs?limit=200');
  const chosen = new Set();
  const filter = h('input', {type: 'search', placeholder: 'sync, run, destination …', oninput: draw});
  const status = h('select', {onchange: draw}, [['', 'every status'], ['completed', 'completed'], ['completed_with_problems', 'completed with problems'], ['stopped', 'stopped'], ['refused', 'refused'], ['cut_off', 'cut off'], ['running', 'under way']].map(([value, title]) => h('option', {value}, title)));
  const list = h('div', {'aria-live': 'polite'});
  const compareLink = h('button', {type: 'button', disabled: true, onclick: () => { const [b, a] = runs.map(r => r.run).filter(id => chosen.has(id)); location.hash = `#/compare/${a}/${b}`; }}, 'Compare two');
  const key = h('input', {autocomplete: 'off', required: true});
  const values = h('input', {type: 'checkbox', onchange: () => { if (key.value) search(); }});
  const found = h('div', {class: 'list', 'aria-live': 'polite'});

  function draw() {
    const text = filter.value.toLowerCase();
    const shown = runs.filter(r => `${r.sync} ${r.run} ${r.destination}`.toLowerCase().includes(text)
      && (!status.value || r.status === status.value || (status.value === 'running' && ['paused', 'stopping'].includes(r.status))));
    fill(list, shown.length === 0 ? h('div', {class: 'empty'}, h('strong', {}, runs.length === 0 ? 'There are no runs yet.' : 'No run is like this.'), runs.length === 0 && h('a', {href: '#/new'}, 'Start the first one')) : table(shown));
  }
  function table(shown) {
    return h('table', {class: 'stack level'}, h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, h('span', {class: 'sr'}, 'Compare')), ['Started', 'Sync', 'Status'].map(t => h('th', {scope: 'col'}, t)),
      h('th', {scope: 'col'}, 'Rows'), ['Delivered', 'Not delivered', 'Took'].map(t => h('th', {scope: 'col', class: 'number'}, t)))),
      h('tbody', {}, shown.map(r => {
        const box = h('input', {type: 'checkbox', checked: chosen.has(r.run), 'aria-label': `Compare ${r.run}`, onchange: () => {
          if (box.checked) chosen.add(r.run); else chosen.delete(r.run);
          compareLink.disabled = chosen.size !== 2;
        }});
        const lost = Number(r.records?.rejected ?? 0) + Number(r.records?.deadLetters ?? 0);
        return h('tr', {}, h('td', {'data-label': 'Compare'}, box),
          h('td', {'data-label': 'Started'}, h('a', {href: `#/runs/${r.run}`}, moment(r.startedAt))), h('td', {'data-label': 'Sync'}, r.sync), h('td', {'data-label': 'Status'}, h('div', {}, badge(r.status))),
          h('td', {'data-label': 'Rows'}, r.records ? h('div', {}, parts(r.records)) : '–'),
          h('td', {'data-label': 'Delivered', class: 'number'}, count(r.records?.delivered)), h('td', {'data-label': 'Not delivered', class: 'number'}, count(lost)),
          h('td', {'data-label': 'Took', class: 'number'}, duration(r.durationMillis)));
      })));
  }
  async function search(event) {
    event?.preventDefault();
    try {
      const answer = await get(`/api/search?${new URLSearchParams({key: key.value, values: values.checked})}`);
      fill(found, lastSent(answer.syncs), answer.notDelivered.map(x => message('warn', [h('a', {href: `#/runs/${x.run}`}, x.run), ` ${x.location}: ${x.reason}`], x.kind === 'rejected' ? 'The row was never sent.' : 'It was sent and refused.', x.code)),
        answer.notDelivered.length === 0 && message('good', 'The last runs delivered every row that names this person, or none does.'),
        answer.sandboxPerson && h('div', {class: 'message'}, h('strong', {}, 'In the sandbox'), h('pre', {class: 'small'}, JSON.stringify(answer.sandboxPerson, null, 2))));
    } catch (error) { fill(found, failure(error)); }
  }

  fill(main, h('div', {class: 'head'}, h('div', {class: 'grow'}, h('h1', {}, 'Runs'), h('p', {class: 'soft'}, `${plural(runs.length, 'run')} in the state folder, from here and from the command line.`)), h('div', {class: 'actions'}, compareLink)),
    runs.length > 1 && h('section', {class: 'card', 'aria-labelledby': 'h-spark'}, h('h2', {id: 'h-spark'}, 'Rows delivered, run by run'), bars('Rows delivered in each of the last runs, the oldest first', runs.slice(0, 60).reverse())),
    h('section', {class: 'card', 'aria-label': 'List of runs'}, h('div', {class: 'row'}, h('label', {}, 'Search', filter), h('label', {}, 'Status', status)), list),
    h('section', {class: 'card', 'aria-labelledby': 'h-key'}, h('h2', {id: 'h-key'}, 'What became of one person'),
      h('form', {class: 'row', onsubmit: search}, h('label', {}, 'Identifier', key), h('button', {}, 'Look'), h('label', {class: 'check'}, values, 'Show values')), found));
  draw();
}

/** What each sync sent last of a person; those that keep nothing are named together. */
function lastSent(syncs) {
  const names = kept => syncs.filter(s => s.kept === kept).map(s => s.sync).join(', ');
  const after = s => s.lastRun && ['As it is after the last run of the sync, ', h('a', {href: `#/runs/${s.lastRun}`}, s.lastRun), '.'];
  return [
    syncs.filter(s => s.known).map(s => h('section', {class: 'message good', 'aria-label': `Last sent by ${s.sync}`},
      h('strong', {}, `${s.sync}: ${s.marked ? 'marked as removed' : 'delivered'}`), h('p', {class: 'soft small'}, after(s)),
      s.attributes ? h('dl', {class: 'values'}, Object.entries(s.attributes).map(([name, value]) => [h('dt', {}, name), h('dd', {}, typeof value === 'string' ? value : JSON.stringify(value))]))
        : h('p', {class: 'small'}, 'The values are not kept, only that they arrived. keepValues: true in the configuration keeps them from the next time each is sent.'))),
    syncs.filter(s => !s.known && (s.kept === 'values' || s.kept === 'fingerprints')).map(s => message('', `${s.sync} does not know this person: nothing of theirs was acknowledged, or they were removed.`)),
    names('nothing') && message('', `Of what was delivered, nothing is kept by ${names('nothing')}.`, 'incremental: true with keepValues: true in the configuration keeps what was sent last of each person; with incremental: true alone, that it arrived.'),
    names('database') && message('', `The state of ${names('database')} is in a database, which the page does not look into.`),
    names('unreadable') && message('warn', `The state of ${names('unreadable')} cannot be read.`, 'upserter state show says why.')];
}

export async function compare(main, about, a, b) {
  const [one, two] = await Promise.all([a, b].map(id => get(`/api/runs/${encodeURIComponent(id)}`)));
  const line = (title, x, y, format = count) => h('tr', {}, h('th', {scope: 'row'}, title), h('td', {class: 'number'}, format(x)), h('td', {class: 'number'}, format(y)),
    h('td', {class: 'number'}, format === count && x !== y ? (Number(y) > Number(x) ? '+' : '−') + count(Math.abs(Number(y ?? 0) - Number(x ?? 0))) : ''));
  const problems = run => new Map((run.report?.problems ?? []).map(p => [p.code, p.count]));
  const [p, q] = [problems(one), problems(two)];
  const keys = ['read', 'removed', 'filtered', 'unchanged', 'delivered', 'rejected', 'deadLetters', 'pending'];
  const titles = {deadLetters: 'Dead letters'};
  fill(main, h('div', {class: 'head'}, h('h1', {}, 'Compare two runs')),
    h('section', {class: 'card', 'aria-label': 'Comparison'}, h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Numbers of both runs'}, h('table', {}, h('thead', {}, h('tr', {}, h('td', {}), [one, two].map(r => h('th', {scope: 'col', class: 'number'}, h('a', {href: `#/runs/${r.run}`}, moment(r.startedAt)))), h('th', {scope: 'col', class: 'number'}, 'Difference'))),
      h('tbody', {},
        h('tr', {}, h('th', {scope: 'row'}, 'Sync'), h('td', {class: 'number'}, one.sync), h('td', {class: 'number'}, two.sync), h('td', {})),
        h('tr', {}, h('th', {scope: 'row'}, 'Status'), [one, two].map(r => h('td', {class: 'number'}, badge(r.report?.status ?? r.state))), h('td', {})),
        keys.map(k => line(titles[k] ?? k[0].toUpperCase() + k.slice(1), one.records?.[k], two.records?.[k])),
        line('Requests', one.requests?.sent, two.requests?.sent), line('Retried', one.requests?.retried, two.requests?.retried), line('Took', one.elapsedMillis, two.elapsedMillis, duration),
        [...new Set([...p.keys(), ...q.keys()])].sort().map(code => line(code, p.get(code) ?? 0, q.get(code) ?? 0)))))));
}
