import {get} from './api.js';
import {count, failure, fill, h} from './dom.js';

const PAGE = 25;

/** Rejected rows and dead letters of a run: searched, leafed through, downloaded. */
export function undelivered(run, records) {
  let kind = Number(records.rejected) === 0 && Number(records.deadLetters) > 0 ? 'deadLetters' : 'rejected';
  let offset = 0;
  let asked = 0;
  const search = h('input', {type: 'search', oninput: () => { offset = 0; load(); }, placeholder: 'code, row, value …'});
  const values = h('input', {type: 'checkbox', onchange: load});
  const which = h('select', {onchange: () => { kind = which.value; offset = 0; load(); }},
    h('option', {value: 'rejected'}, 'Rejected rows: never sent'), h('option', {value: 'deadLetters'}, 'Dead letters: sent and refused'));
  which.value = kind;
  const body = h('div', {'aria-live': 'polite'});

  async function load() {
    const mine = ++asked;
    const query = new URLSearchParams({kind, search: search.value, offset, limit: PAGE, values: values.checked});
    try {
      const found = await get(`/api/runs/${run}/rows?${query}`);
      if (mine !== asked) return;
      download.hidden = found.matches === 0 && !search.value;
      fill(body, found.rows.length === 0 ? empty() : [table(found.rows), pages(found)]);
    } catch (error) {
      fill(body, failure(error));
    }
  }
  function empty() {
    return h('div', {class: 'empty'}, h('strong', {}, search.value ? 'No row holds this text.' : kind === 'rejected' ? 'No row was rejected.' : 'There are no dead letters.'));
  }
  function table(rows) {
    return h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Rows that were not delivered'},
      h('table', {class: 'stack'}, h('thead', {}, h('tr', {}, ['Row', 'Code', 'Reason', 'Record'].map(t => h('th', {scope: 'col'}, t)))),
        h('tbody', {}, rows.map(row => h('tr', {},
          h('td', {'data-label': 'Row'}, h('div', {}, count(row.row), h('div', {class: 'soft small mono nowrap'}, row.location))),
          h('td', {'data-label': 'Code'}, h('span', {class: 'badge code bad'}, row.code)),
          h('td', {'data-label': 'Reason'}, [row.reason, row.field, row.message].filter(Boolean).join(', ')),
          h('td', {'data-label': 'Record'}, h('span', {class: 'mono small'}, JSON.stringify(row.record))))))));
  }
  function pages(found) {
    const last = Math.min(offset + PAGE, found.matches);
    return h('div', {class: 'actions'},
      h('button', {type: 'button', disabled: offset === 0, onclick: () => { offset -= PAGE; load(); }}, 'Earlier'),
      h('button', {type: 'button', disabled: last >= found.matches, onclick: () => { offset += PAGE; load(); }}, 'Later'),
      h('span', {class: 'soft small'}, `${count(offset + 1)} to ${count(last)} of ${found.complete ? '' : 'at least '}${count(found.matches)}`));
  }
  const download = h('a', {class: 'button', download: '', href: ''}, 'Download all');
  const element = h('div', {class: 'list'},
    h('div', {class: 'row'}, h('label', {}, 'Show', which), h('label', {}, 'Search', search),
      h('label', {class: 'check'}, values, 'Show values'), download),
    body);
  download.addEventListener('click', () => { download.href = `/api/runs/${run}/files/${kind}`; });
  download.href = `/api/runs/${run}/files/${kind}`;
  load();
  return {element, load};
}
