import {follow, get, post} from './api.js';
import {area} from './chart.js';
import {badge, bytes, count, duration, failure, fill, h, message, moment, notice, plural, tabs} from './dom.js';
import {undelivered} from './rows.js';
import {changeEvents, findings, tile} from './view-new.js';

// What the rows of a run are about, where that is not people.
const THINGS = {segment: 'Members', device: 'Devices', object: 'Objects', relationship: 'Relationships', event: 'Events', page: 'Page views', screen: 'Screen views'};

export async function run(main, about, id) {
  let state = await get(`/api/runs/${encodeURIComponent(id)}`);
  let rows = null;
  let rowsOf = '';
  let rowsAt = 0;
  let tab = 'rows';
  let requestsTimer;
  const head = h('div', {class: 'head'});
  const series = h('section', {class: 'card', 'aria-label': 'Syncs of this configuration', hidden: true});
  let seriesTimer;
  const bar = h('section', {class: 'card', 'aria-label': 'Progress'});
  const tiles = h('dl', {class: 'tiles'});
  const equation = h('div', {class: 'equation', 'aria-label': 'What became of every row'});
  const people = h('p', {class: 'soft'});
  const told = h('p', {class: 'soft'});
  const charts = h('section', {class: 'card', 'aria-label': 'Over time'});
  const problems = h('div', {class: 'list'});
  const rowsPanel = h('div', {});
  const requestsPanel = h('div', {class: 'list'});
  const problemsPanel = h('div', {}, problems);
  const connection = h('div', {'aria-live': 'polite'});
  const view = tabs('Details', [['rows', 'Rows not delivered', rowsPanel], ['problems', 'Problems', problemsPanel], ['requests', 'Requests', requestsPanel]],
    name => { tab = name; showRequests(); });
  fill(main, connection, head, series, bar, tiles, equation, people, told, charts, h('section', {class: 'card', 'aria-label': 'Details'}, view.element));

  const live = () => state.state !== 'ended';
  async function act(what) {
    try {
      const answer = await post(`/api/runs/${id}/${what}`);
      if (what === 'resume') { notice('The run resumes'); if (answer.run !== id) location.hash = `#/runs/${answer.run}`; else restart(); }
      else { state = answer; draw(); }
    } catch (error) { fill(connection, failure(error)); }
  }
  // How many people would be deleted, merged or suppressed, where the run was refused for that.
  function asked() {
    const {report} = state;
    if (live() || report?.status !== 'refused' || !report.problems.some(p => p.code === 'CONFIRM_IRREVERSIBLE')) return 0;
    return ['delete', 'suppress', 'merge'].includes(report.type) ? report.records.pending : report.people?.removed ?? 0;
  }
  // Whether the run was refused until somebody chooses, for this.
  const stoppedFor = code => !live() && state.report?.status === 'refused' && state.report.problems.some(p => p.code === code && p.level === 'stop');
  async function choose(choice) {
    try { location.hash = `#/runs/${(await post(`/api/runs/${id}/confirm?${choice}`)).run}`; } catch (error) { fill(connection, failure(error)); }
  }
  const choice = (title, chosen, kind = '') => h('button', {type: 'button', class: kind, onclick: () => choose(chosen)}, title);
  const button = (title, what, kind = '') => h('button', {type: 'button', class: kind, onclick: () => act(what)}, title);

  let drawn = '';
  function header() {
    const key = [state.state, state.report?.status, state.resumable].join();
    if (key === drawn) return;
    drawn = key;
    const status = live() ? state.state : state.report?.status ?? 'cut_off';
    document.title = `${state.sync}: ${status} – Customer Upserter`;
    fill(head, h('div', {class: 'grow'}, h('h1', {}, state.sync || 'Run', ' ', badge(status)),
      h('p', {class: 'soft'}, h('span', {class: 'mono'}, id), ` · ${moment(state.startedAt)}`, state.data && ` · ${state.data}`, state.dryRun && ' · dry run, nothing is sent')),
      h('div', {class: 'actions'},
        state.state === 'running' && button('Pause', 'pause'),
        state.state === 'paused' && button('Continue', 'continue', 'primary'),
        (state.state === 'running' || state.state === 'paused') && button('Stop', 'stop', 'danger'),
        !live() && state.report?.status === 'stopped' && state.resumable && button('Resume', 'resume', 'primary'),
        asked() > 0 && choice(`Yes, do this to ${plural(asked(), 'person', 'people')}`, `yes=${asked()}`, 'danger'),
        stoppedFor('EVENTS_MAY_TRIGGER') && [choice('Leave out recent events', 'triggers=hold', 'primary'), choice('Send them: campaigns may start', 'triggers=allow', 'danger')],
        stoppedFor('EVENT_IDS_CHANGED') && choice('Send all as new events', 'newEventIds=true', 'danger'),
        !live() && h('a', {class: 'button', href: `/api/runs/${id}/files/report`, download: ''}, 'Report as JSON')));
  }

  // The run is one of several: all of them, each with its own page. The next may begin after this one has sent its last event.
  function drawSeries() {
    clearTimeout(seriesTimer);
    series.hidden = !state.series;
    if (!state.series) return;
    fill(series, h('ol', {class: 'list'}, state.series.map(s => h('li', {},
      s.run === id ? h('strong', {}, s.sync) : s.run ? h('a', {href: `#/runs/${s.run}`}, s.sync) : s.sync, ' ', badge(s.status), s.reason && h('span', {class: 'soft small'}, ` ${s.reason}`)))));
    if (!live() && state.series.some(s => s.status === 'waiting' || s.status === 'running')) seriesTimer = setTimeout(later, 1000);
  }
  async function later() {
    try { state = await get(`/api/runs/${encodeURIComponent(id)}`); drawSeries(); } catch (error) { fill(connection, failure(error)); }
  }

  function draw() {
    header();
    drawSeries();
    const r = state.records ?? {read: 0, removed: 0, filtered: 0, unchanged: 0, delivered: 0, rejected: 0, deadLetters: 0, pending: 0};
    const q = state.requests ?? {};
    const known = state.source?.length > 0;
    const share = !live() ? 1 : state.share ?? null;
    bar.hidden = !live();
    if (live()) {
      fill(bar,
        h('div', {class: 'between'}, h('strong', {}, share === null ? 'Under way' : `${Math.floor(share * 100)} % done`),
          h('span', {class: 'soft'}, known && `${bytes(state.source.bytes)} of ${bytes(state.source.length)} read · `, `${duration(state.elapsedMillis)} so far`, state.millisLeft !== null && state.millisLeft !== undefined && ` · about ${duration(state.millisLeft)} left`)),
        h('progress', {max: 1, value: share ?? undefined, 'aria-label': 'Part of the rows that have their end'}),
        h('p', {class: 'small soft'}, state.state === 'paused' ? 'Paused: what was read has been sent; nothing more is read until it continues.'
          : state.state === 'stopping' ? 'Stopping: requests in flight are finished.'
          : `Up to ${count(state.pace.requestsPerSecond)} requests a second, ${count(state.pace.parallelism)} at once.`),
        state.pace.reason && message('warn', `Slower than configured: ${state.pace.reason}.`),
        state.waiting && message('warn', `Waiting: ${state.waiting}.`));
    }
    fill(tiles, tile('Read', r.read), tile('Delivered', r.delivered, r.delivered > 0 ? 'good' : ''), Number(r.filtered) > 0 && tile('Filtered', r.filtered), Number(r.unchanged) > 0 && tile('Unchanged', r.unchanged),
      tile('Rejected', r.rejected, r.rejected > 0 ? 'bad' : ''), tile('Dead letters', r.deadLetters, r.deadLetters > 0 ? 'bad' : ''),
      live() ? tile('In flight', q.inFlight) : tile('Took', state.elapsedMillis, '', duration), tile('Retried', q.retried));
    const left = Number(r.read) + Number(r.removed);
    const right = ['filtered', 'unchanged', 'delivered', 'rejected', 'deadLetters', 'pending'].reduce((sum, k) => sum + Number(r[k] ?? 0), 0);
    fill(equation, h('span', {}, h('b', {}, count(r.read)), ' read'), '+', h('span', {}, h('b', {}, count(r.removed)), ' removed'), '=',
      [...(Number(r.filtered) > 0 ? [['filtered', r.filtered]] : []), ['unchanged', r.unchanged], ['delivered', r.delivered], ['rejected', r.rejected], ['dead letters', r.deadLetters], ['pending', r.pending]].flatMap(([t, n], i) => [i > 0 && '+', h('span', {}, h('b', {}, count(n)), ' ', t)]),
      h('span', {class: `sum ${left === right ? '' : 'off'}`}, left === right ? '✓ every row is accounted for' : 'does not add up'));
    fill(people, differences(state.report?.people));
    told.hidden = !state.report?.changeEvents;
    fill(told, changeEvents(state.report?.changeEvents, state.dryRun));
    charts.hidden = !state.samples || state.samples.rowsPerSecond.length < 2;
    if (!charts.hidden) fill(charts, h('div', {class: 'charts'}, area('Rows a second', state.samples.rowsPerSecond, 'rows/s'), area('Requests in flight', state.samples.inFlight, 'requests')));
    drawProblems();
    drawRows(r);
  }

  function differences(counts) {
    people.hidden = !counts;
    return counts && `${THINGS[state.report.type] ?? 'People'}: ${['added', 'changed', 'returned', 'removed', 'unchanged'].filter(k => counts[k] > 0).map(k => `${count(counts[k])} ${k}`).join(', ') || 'none'}${counts.duplicates > 0 ? `; ${plural(counts.duplicates, 'duplicate row', 'duplicate rows')}` : ''}`;
  }

  let drawnProblems = '';
  function drawProblems() {
    const key = live() ? 'live' : JSON.stringify(state.report?.problems ?? []);
    if (key === drawnProblems) return;
    drawnProblems = key;
    fill(problems, live() ? h('div', {class: 'empty'}, h('strong', {}, 'The report comes when the run has ended.'), h('span', {}, 'Rows that are not delivered are listed already.'))
      : !state.report ? message('bad', 'The run was cut off before it could write its report.', 'Run the same command again; with --resume it continues.')
      : state.report.problems.length === 0 ? message('good', 'There were no problems.') : findings(state.report.problems));
  }

  function drawRows(r) {
    const key = `${r.rejected}/${r.deadLetters}`;
    if (!rows) { rows = undelivered(id, r); fill(rowsPanel, rows.element); rowsOf = key; return; }
    const isQuiet = Date.now() - rowsAt > 2000 && !rowsPanel.contains(document.activeElement);
    if (key !== rowsOf && (!live() || isQuiet)) { rowsOf = key; rowsAt = Date.now(); rows.load(); }
  }

  async function showRequests() {
    clearTimeout(requestsTimer);
    if (tab !== 'requests') return;
    try {
      const {requests} = await get(`/api/runs/${id}/requests`);
      if (!requestsPanel.contains(document.activeElement) || requestsPanel.childElementCount < 2) fill(requestsPanel, requests.length === 0
        ? h('div', {class: 'empty'}, h('strong', {}, 'No request is remembered.'), h('span', {}, 'The last 100 are kept while this server runs.'))
        : [h('p', {class: 'soft small'}, `The last ${requests.length} requests, newest first. Values are masked.`), requests.slice(0, 50).map(exchange)]);
    } catch (error) { fill(requestsPanel, failure(error)); }
    if (live()) requestsTimer = setTimeout(showRequests, 2000);
  }
  function exchange(x) {
    const kind = x.status === 200 ? 'good' : x.status === 207 || x.status === 429 ? 'warn' : 'bad';
    return h('details', {}, h('summary', {}, h('span', {class: `badge ${kind}`}, x.status ?? 'no answer'), ' ', h('span', {class: 'mono small'}, `${x.method} ${x.path}`),
      h('span', {class: 'soft small'}, ` ${plural(x.people, 'entry', 'entries')}, ${bytes(x.bytes)}, ${duration(x.millis)}${x.again ? ', repeated' : ''}`)),
      x.request === null ? h('p', {class: 'soft small'}, 'Of requests that succeed, only some are kept in full.') : [h('pre', {}, x.request), x.answer && h('pre', {}, x.answer)]);
  }

  let stopFollowing = () => {};
  function restart() {
    stopFollowing();
    stopFollowing = follow(id, next => { state = next; draw(); }, ok => fill(connection, ok ? [] : message('warn', 'The connection to the server is lost; trying again.')));
  }
  draw();
  if (live()) restart();
  return () => { stopFollowing(); clearTimeout(requestsTimer); clearTimeout(seriesTimer); };
}
