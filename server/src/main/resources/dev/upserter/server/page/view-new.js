import {call, get, post, upload} from './api.js';
import {configuration} from './configuration.js';
import {bytes, count, failure, fill, h, message, plural} from './dom.js';

const MAX_CONFIGURATION = 1 << 20;

/** A file is a configuration if it is small and names what rows are about, or syncs, the way configurations do. */
async function isConfiguration(file) {
  if (file.size > MAX_CONFIGURATION || !/\.(json|ya?ml)$/i.test(file.name)) return false;
  const text = await file.text();
  return !text.trimStart().startsWith('[') && /\b(userId|anonymousId|objectId|syncs)["']?\s*:/.test(text);
}

export async function newRun(main, about, chosen) {
  let data = null;
  let valid = false;
  let busy = false;
  const syncs = about.syncs ? (await get('/api/syncs')).syncs : [];

  const config = configuration((now, names = []) => { valid = now === true; if (valid) several(names); state(); });
  const one = h('select', {onchange: () => fill(looked)});
  const which = h('label', {hidden: true}, 'Sync to look at', one);
  const configFile = h('div', {'aria-live': 'polite'});
  const files = h('div', {class: 'list', 'aria-live': 'polite'});
  const siteId = h('input', {autocomplete: 'off', spellcheck: 'false'});
  const apiKey = h('input', {type: 'password', autocomplete: 'off'});
  const tested = h('div', {'aria-live': 'polite'});
  const looked = h('div', {class: 'list', 'aria-live': 'polite'});
  const values = h('input', {type: 'checkbox', onchange: () => preview()});

  const input = h('input', {type: 'file', multiple: true, class: 'sr', onchange: () => take([...input.files])});
  const drop = h('label', {class: 'drop', ondragover: event => { event.preventDefault(); drop.classList.add('over'); },
    ondragleave: () => drop.classList.remove('over'),
    ondrop: event => { event.preventDefault(); drop.classList.remove('over'); take([...event.dataTransfer.files]); }},
    h('strong', {}, 'Drop data here, and a configuration if there is one'),
    h('span', {class: 'soft'}, `or choose files. Data is JSON, NDJSON, CSV, Parquet or Excel (.xlsx), packed or not, up to ${bytes(about.maxUploadBytes)}.`), input);

  async function take(list) {
    for (const file of list) {
      try {
        if (await isConfiguration(file)) {
          config.use(file.name, await file.text());
          fill(configFile, h('div', {class: 'file'}, h('span', {}, file.name), h('span', {class: 'soft'}, 'is the configuration')));
        } else {
          await takeData(file);
        }
      } catch (error) {
        fill(files, failure(error));
      }
    }
    input.value = '';
  }

  async function takeData(file) {
    fill(files, h('div', {class: 'file'}, h('span', {}, file.name), h('span', {class: 'soft'}, `uploading ${bytes(file.size)} …`)));
    const old = data;
    data = await upload(file);
    if (old) call('DELETE', `/api/data/${old.data}`).catch(() => {});
    fill(looked);
    const columns = await get(`/api/data/${data.data}/columns`);
    fill(files, h('div', {class: 'file'}, h('span', {}, data.name),
      h('span', {class: 'soft'}, `${bytes(data.bytes)}, ${columns.isWhole ? '' : 'more than '}${plural(columns.rows + columns.unusable, 'row')}, ${plural(columns.columns.length, 'column')}`),
      h('button', {type: 'button', class: 'quiet', onclick: remove, 'aria-label': `Remove ${data.name}`}, 'Remove')),
      columns.warnings.slice(0, 5).map(w => message('warn', `${w.column}: ${w.message}`, w.help)));
    config.useColumns(columns);
    state();
  }

  async function remove() {
    if (data) await call('DELETE', `/api/data/${data.data}`).catch(() => {});
    data = null;
    fill(files);
    config.noColumns();
    state();
  }

  const saved = h('select', {onchange: () => pick(saved.value)}, h('option', {value: ''}, 'none, I bring my own'),
    syncs.map(s => h('option', {value: s.file}, s.valid ? `${s.sync} (${s.file})` : `${s.file}: not valid`)));
  async function pick(file) {
    fill(configFile);
    if (!file) { config.use('configuration.json', ''); return; }
    config.useSaved(file, (await get(`/api/syncs/${encodeURIComponent(file)}`)).text);
  }

  function body(more = {}) {
    const credentials = siteId.value && apiKey.value ? {credentials: {siteId: siteId.value.trim(), apiKey: apiKey.value.trim()}} : {};
    return {...config.request(), ...(data ? {data: data.data} : {}), ...credentials, ...more};
  }

  // A run takes all syncs of a configuration; whoever looks at rows looks at one of them.
  function several(names) {
    const chosen = names.includes(one.value) ? one.value : names[0];
    which.hidden = names.length < 2;
    fill(one, names.map(name => h('option', {value: name}, name)));
    if (chosen) one.value = chosen;
  }
  const look = (more = {}) => body(which.hidden ? more : {only: one.value, ...more});

  async function during(what, work) {
    busy = true;
    state(what);
    try { await work(); } finally { busy = false; state(); }
  }

  const test = () => during('Testing the credentials …', async () => {
    try {
      const answer = await post('/api/credentials', body());
      fill(tested, answer.good ? message('good', `The credentials are good. Rows go to ${answer.destination}.`) : answer.problems.map(p => message(answer.destination ? 'warn' : 'bad', p.message, p.help, p.code)));
    } catch (error) { fill(tested, failure(error)); }
  });

  const preview = () => during('Reading the first rows …', async () => {
    try {
      const answer = await post('/api/preview', look({values: values.checked}));
      fill(looked, h('label', {class: 'check'}, values, 'Show values'),
        answer.rows.length === 0 ? h('div', {class: 'empty'}, h('strong', {}, 'The data hold no row.')) : answer.rows.map(previewed));
    } catch (error) { fill(looked, failure(error)); }
  });

  const check = () => during('Reading all rows; nothing is sent …', async () => {
    try { fill(looked, lossReport(await post('/api/check', look()))); } catch (error) { fill(looked, failure(error)); }
  });

  const plan = () => during('Comparing with what was delivered before …', async () => {
    try { fill(looked, planned(await post('/api/plan', look()), apply)); } catch (error) { fill(looked, failure(error)); }
  });

  const apply = id => during('Starting …', async () => {
    try {
      location.hash = `#/runs/${(await post(`/api/plans/${id}/apply`)).run}`;
    } catch (error) { fill(status, ''); fill(refused, failure(error)); refused.scrollIntoView({block: 'nearest'}); }
  });

  const start = dryRun => during('Starting …', async () => {
    try {
      location.hash = `#/runs/${(await post('/api/runs', body({dryRun}))).run}`;
    } catch (error) {
      fill(status, '');
      fill(refused, failure(error));
      refused.scrollIntoView({block: 'nearest'});
    }
  });

  const status = h('span', {class: 'status', role: 'status'});
  const refused = h('div', {class: 'list', 'aria-live': 'polite'});
  const buttons = {
    test: h('button', {type: 'button', onclick: test}, 'Test credentials'),
    preview: h('button', {type: 'button', onclick: preview}, 'Preview first rows'),
    check: h('button', {type: 'button', onclick: check}, 'Check all rows'),
    plan: h('button', {type: 'button', onclick: plan}, 'Plan changes'),
    dry: h('button', {type: 'button', onclick: () => start(true)}, 'Dry run'),
    start: h('button', {type: 'button', class: 'primary', onclick: () => start(false)}, 'Start run'),
  };

  function state(what) {
    const own = config.isSaved() && syncs.find(s => s.file === config.request().sync)?.data;
    const hasData = Boolean(data || own);
    for (const button of Object.values(buttons)) button.disabled = busy || !valid || !hasData;
    buttons.test.disabled = busy || !valid;
    fill(status, what ?? (!hasData ? 'Drop data to begin.' : !valid ? 'Correct the configuration.' : about.sandbox ? 'Ready. Everything goes to the sandbox.' : 'Ready to start.'));
  }

  fill(main,
    h('div', {class: 'head'}, h('div', {class: 'grow'}, h('h1', {}, 'New run'), h('p', {class: 'soft'}, 'Bring data, say what goes where, look at it, then send it.'))),
    h('section', {class: 'card', 'aria-labelledby': 'h-data'}, h('header', {}, h('h2', {id: 'h-data'}, h('span', {class: 'step'}, '1'), 'Data')), drop, h('div', {class: 'list'}, files, configFile),
      syncs.length > 0 && h('div', {class: 'row'}, h('label', {}, 'Saved sync', saved))),
    h('section', {class: 'card', 'aria-labelledby': 'h-config'}, h('header', {}, h('h2', {id: 'h-config'}, h('span', {class: 'step'}, '2'), 'What goes where')), config.element),
    h('section', {class: 'card', 'aria-labelledby': 'h-credentials'}, h('header', {}, h('h2', {id: 'h-credentials'}, h('span', {class: 'step'}, '3'), 'Credentials'), buttons.test),
      about.sandbox ? h('p', {class: 'soft'}, 'Everything goes to the sandbox, with credentials of its own. Nothing reaches Customer.io.')
        : [h('p', {class: 'soft'}, about.hasCredentials ? 'The server has credentials in its environment; others may be entered for this run.' : 'Site id and API key of the Track API. They are used for this run and never shown again.'),
          h('div', {class: 'row'}, h('label', {}, 'Site id', siteId), h('label', {}, 'API key', apiKey))],
      tested),
    h('section', {class: 'card', 'aria-labelledby': 'h-look'}, h('header', {}, h('h2', {id: 'h-look'}, h('span', {class: 'step'}, '4'), 'Look before it goes'), h('div', {class: 'actions'}, buttons.preview, buttons.check, buttons.plan)),
      h('p', {class: 'soft small'}, 'The preview shows the first rows before and after. The check reads all rows and shows what Customer.io would refuse or lose. The plan compares with what was delivered before. None sends anybody.'), which, looked),
    refused,
    h('div', {class: 'bottom'}, status, buttons.dry, buttons.start));
  state();
  if (chosen && syncs.some(s => s.file === chosen)) { saved.value = chosen; await pick(chosen); }
}

function shown(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function previewed(row) {
  const sent = row.outcome === 'sent';
  const before = Object.entries(row.before ?? {});
  const was = new Set(before.map(([name, value]) => name + '\u0000' + shown(value)));
  return h('article', {class: 'before-after', 'aria-label': `Row ${row.row}`},
    h('div', {class: 'between'}, h('h3', {}, `Row ${row.row} `, h('span', {class: 'soft mono small'}, row.location)),
      h('span', {class: `badge ${sent ? 'good' : row.outcome === 'filtered' ? '' : 'bad'}`}, sent ? 'Would be sent' : row.outcome === 'filtered' ? 'Left out by the filter' : 'Would be rejected')),
    h('div', {class: 'pairs'},
      h('dl', {class: 'values'}, before.map(([name, value]) => [h('dt', {}, name), h('dd', {}, shown(value))])),
      sent ? h('dl', {class: 'values'},
        Object.entries({...row.identifiers, ...row.parts}).map(([name, value]) => [h('dt', {}, h('strong', {}, name)), h('dd', {}, h('strong', {}, shown(value)))]),
        Object.entries(row.attributes).map(([name, value]) => [h('dt', {}, name), h('dd', {class: was.has(name + '\u0000' + shown(value)) ? '' : 'changed'}, shown(value))]))
        : row.problem ? message('bad', row.problem.message, row.problem.help, row.problem.code) : null),
    row.findings.map(f => message(f.level === 'warn' ? 'warn' : '', f.messages.join('; '), null, f.code)));
}

/** What an incremental run would send, change by change, and the button that sends exactly that. */
function planned(answer, apply) {
  const {people, report} = answer;
  const changes = people.added + people.changed + people.returned + people.removed;
  const list = h('div', {class: 'list', 'aria-live': 'polite'});
  const values = h('input', {type: 'checkbox', onchange: async () => {
    try { draw((await get(`/api/plans/${answer.plan}?values=${values.checked}`)).listed); } catch (error) { fill(list, failure(error)); }
  }});
  function draw(listed) {
    fill(list, listed.slice(0, SHOWN_CHANGES).map(plannedChange),
      changes > Math.min(listed.length, SHOWN_CHANGES) && h('p', {class: 'soft small'}, `The first ${Math.min(listed.length, SHOWN_CHANGES)} of ${plural(changes, 'change')}; upserter plan --out lists a thousand.`));
  }
  draw(answer.listed);
  return h('div', {class: 'list'}, h('p', {class: 'soft small'}, 'An incremental run sends only what differs from the last delivery.'),
    h('dl', {class: 'tiles'}, tile('Added', people.added), tile('Changed', people.changed + people.returned), tile('Removed', people.removed, people.removed > 0 ? 'bad' : ''), tile('Unchanged', people.unchanged), tile('Rejected rows', report.records.rejected, report.records.rejected > 0 ? 'bad' : '')),
    report.changeEvents && h('p', {class: 'soft'}, changeEvents(report.changeEvents, true)),
    findings(report.problems),
    answer.plan && changes > 0 && h('div', {class: 'between'}, h('label', {class: 'check'}, values, 'Show values'), h('button', {type: 'button', class: 'primary', onclick: () => apply(answer.plan)}, 'Apply this plan')),
    answer.plan && changes > 0 && h('p', {class: 'soft small'}, 'Applying sends exactly these changes, and refuses if the data, the configuration or what was delivered has changed since.'),
    !answer.plan && answer.status !== 'refused' && answer.status !== 'stopped' && message('', 'This plan cannot be applied: its data cannot be read again as they were.', 'Start the run instead, or save the rows to a file.'),
    people.changed > 0 && !answer.keepsValues && message('', 'What differs is not known: values are not kept.', 'keepValues: true in the configuration keeps what is sent, so that later plans show values before and after.'),
    list);
}

const SHOWN_CHANGES = 200;
const KINDS = {added: 'good', changed: '', returned: '', removed: 'bad'};

function plannedChange(c) {
  const side = (sides, name, none) => name in sides ? shown(sides[name]) : h('span', {class: 'soft'}, none);
  return h('article', {class: 'before-after', 'aria-label': `${c.change} ${c.key}`},
    h('div', {class: 'between'}, h('h3', {class: 'mono'}, c.key), h('span', {class: `badge ${KINDS[c.change]}`}, c.change)),
    Object.keys(c.attributes).length > 0 && h('dl', {class: 'values'}, Object.entries(c.attributes).map(([name, sides]) =>
      [h('dt', {}, name), h('dd', {}, side(sides, 'before', 'not sent'), ' → ', side(sides, 'after', 'no longer sent'))])));
}

function lossReport(report) {
  const r = report.records;
  return h('div', {class: 'list'},
    h('dl', {class: 'tiles'}, tile('Rows read', r.read), tile('Would be sent', r.pending, 'good'), tile('Would be rejected', r.rejected, r.rejected > 0 ? 'bad' : '')),
    report.problems.length === 0 ? message('good', 'Nothing would be lost.') : findings(report.problems),
    report.fields.leftBehind.length > 0 && h('p', {class: 'soft small'}, `Fields that are not sent: ${report.fields.leftBehind.join(', ')}`));
}

export function tile(title, value, kind = '', format = count) {
  return h('div', {class: `tile ${kind}`}, h('dt', {}, title), h('dd', {}, format(value)));
}

/** What becomes of the events that tell of changes; nothing where there are none. */
export function changeEvents(events, isToCome) {
  return events && `Events that tell of changes: ${[['sent', 'sent'], ['refused', 'refused'], ['left', isToCome ? 'to be sent' : 'left for the next run']].filter(([k]) => events[k] > 0).map(([k, t]) => `${count(events[k])} ${t}`).join(', ') || 'none'}`;
}

/** A run with one of these has not done all that it was to do. */
const LEFT_UNDONE = new Set(['ID_TAKEN', 'ROWS_ABANDONED', 'STATE_LOST', 'REMOVALS_HELD', 'CHANGE_EVENT_REFUSED']);
const CONSEQUENCES = {stop: 'stops the run', row: 'row is not sent', drop: 'is sent without the attribute', warn: 'is sent', fix: 'repaired'};

function consequence(f) {
  return f.level === 'warn' && LEFT_UNDONE.has(f.code) ? 'the run ends with problems' : CONSEQUENCES[f.level] ?? f.level;
}

/** What a report found, the gravest first. */
export function findings(list) {
  return h('ul', {class: 'list'}, list.map(f => h('li', {class: `message ${f.level === 'stop' || f.level === 'row' ? 'bad' : 'warn'}`},
    h('div', {}, h('span', {class: 'code'}, f.code), ` ${count(f.count)} × `, h('span', {class: 'soft small'}, consequence(f))),
    h('div', {class: 'small'}, f.help),
    f.examples.length > 0 && h('details', {class: 'small'}, h('summary', {}, 'Examples'), h('ul', {}, f.examples.slice(0, 10).map(e => h('li', {}, e.location && h('span', {class: 'mono'}, e.location, ' '), e.message)))))));
}
