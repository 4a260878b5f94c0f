import {h, count} from './dom.js';

/** One row of values over time as an area with a line; the text says what the picture does. */
export function area(title, values, unit) {
  const now = values.at(-1) ?? 0;
  const top = Math.max(1, ...values);
  const step = 300 / Math.max(1, values.length - 1);
  const points = values.map((v, i) => `${(i * step).toFixed(1)},${(100 - 96 * v / top).toFixed(1)}`);
  const line = points.length < 2 ? '' : 'M' + points.join('L');
  return h('figure', {},
    h('figcaption', {}, h('span', {}, title), h('span', {class: 'soft'}, `${count(now)} ${unit}, at most ${count(Math.max(0, ...values))}`)),
    h('svg', {class: 'chart', viewBox: '0 0 300 100', preserveAspectRatio: 'none', role: 'img', 'aria-label': `${title}: ${count(now)} ${unit} now, ${count(Math.max(0, ...values))} at most`},
      line && h('path', {class: 'area', d: `${line}L${(values.length - 1) * step},100L0,100Z`}),
      h('line', {class: 'base', x1: 0, x2: 300, y1: 100, y2: 100}),
      line && h('path', {class: 'line', d: line})));
}

/** What became of the rows, as parts of one bar. */
export function parts(records) {
  const all = Math.max(1, Number(records.read) + Number(records.removed ?? 0));
  let x = 0;
  const piece = (kind, n) => {
    const width = 96 * Number(n ?? 0) / all;
    const rect = h('rect', {class: kind, x: x.toFixed(2), y: 0, width: Math.max(n > 0 ? 1.5 : 0, width).toFixed(2), height: 10});
    x += width;
    return rect;
  };
  const label = `${count(records.delivered)} delivered, ${count(records.rejected)} rejected, ${count(records.deadLetters)} dead letters of ${count(records.read)}`;
  return h('svg', {class: 'parts', viewBox: '0 0 96 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': label},
    h('rect', {class: 'rest', x: 0, y: 0, width: 96, height: 10}),
    piece('good', Number(records.delivered) + Number(records.unchanged ?? 0) + Number(records.filtered ?? 0)), piece('warn', records.rejected), piece('bad', records.deadLetters));
}

/** A bar for each run, the oldest first. */
export function bars(title, runs) {
  const top = Math.max(1, ...runs.map(r => Number(r.records?.read ?? 0)));
  const width = 600 / Math.max(24, runs.length);
  return h('svg', {class: 'chart spark', viewBox: '0 0 600 56', preserveAspectRatio: 'none', role: 'img', 'aria-label': title},
    h('line', {class: 'base', x1: 0, x2: 600, y1: 56, y2: 56}),
    runs.map((run, i) => {
      const lost = Number(run.records?.rejected ?? 0) + Number(run.records?.deadLetters ?? 0);
      const good = 52 * Number(run.records?.delivered ?? 0) / top;
      const bad = lost > 0 ? Math.max(2, 52 * lost / top) : 0;
      const x = 600 - (runs.length - i) * width + 1;
      return [h('rect', {class: 'bar', x, y: 56 - good, width: width - 2, height: good}, h('title', {}, `${run.run}: ${count(run.records?.delivered)} delivered`)),
        h('rect', {class: 'bar bad', x, y: 56 - good - bad, width: width - 2, height: bad})];
    }));
}
