// Elements from code: text stays text, never markup.

/** An element with properties (on… for events, class, data-…) and children; null and false are left out. */
export function h(tag, properties = {}, ...children) {
  const svg = ['svg', 'path', 'rect', 'line', 'g', 'title'].includes(tag) && properties.svg !== false;
  const element = svg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false || name === 'svg') continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked' || name === 'disabled' || name === 'readOnly' || name === 'files') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** Replaces what is in an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

const number = new Intl.NumberFormat('en');
export const count = n => number.format(n ?? 0);
export const plural = (n, one, many = one + 's') => `${count(n)} ${n === 1 ? one : many}`;

export function bytes(n) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let i = 0;
  let value = n ?? 0;
  while (value >= 1000 && i < units.length - 1) { value /= 1000; i++; }
  return `${i === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[i]}`;
}

export function duration(millis) {
  if (millis === null || millis === undefined) return '–';
  const seconds = Math.round(Number(millis) / 1000);
  if (Number(millis) < 1000) return `${Math.round(Number(millis))} ms`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
}

const day = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
export const moment = iso => iso ? day.format(new Date(iso)) : '–';

const STATUS = {
  completed: ['Completed', 'good'], completed_with_problems: ['Completed with problems', 'warn'], stopped: ['Stopped', 'warn'],
  refused: ['Refused', 'bad'], cut_off: ['Cut off', 'bad'], running: ['Running', 'live'], paused: ['Paused', 'warn'],
  stopping: ['Stopping', 'warn'], ended: ['Ended', ''],
};
export function badge(status) {
  const [text, kind] = STATUS[status] ?? [status, ''];
  return h('span', {class: `badge ${kind}`}, text);
}

/** A problem, as answers and reports tell it. */
export function message(kind, title, detail, code, place) {
  return h('div', {class: `message ${kind}`},
    h('div', {}, code && [h('span', {class: 'code'}, code), ' '], place, place && ' ', title),
    detail && h('div', {class: 'small'}, detail));
}

export function failure(error) {
  const problem = error.problem ?? {};
  const examples = (problem.problems ?? []).flatMap(p => p.examples.map(e => [p, e]));
  if (examples.length < 2) return message('bad', problem.detail || error.message, problem.help, problem.code);
  return h('div', {class: 'list'}, examples.slice(0, 20).map(([p, e]) =>
    message('bad', (e.location ? e.location + ': ' : '') + e.message, p.help, p.code)));
}

let timer;
/** Says something for a moment; screen readers hear it too. */
export function notice(text) {
  const box = document.getElementById('notice');
  box.textContent = text;
  box.classList.add('on');
  clearTimeout(timer);
  timer = setTimeout(() => box.classList.remove('on'), 3500);
}

/** Tabs by the standard keys. tabs: [name, title, panel]. */
export function tabs(label, entries, onChange = () => {}) {
  const buttons = entries.map(([name, title, panel], i) => {
    panel.id = `panel-${label}-${name}`.replaceAll(' ', '-');
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${panel.id}`);
    return h('button', {type: 'button', role: 'tab', id: `tab-${panel.id}`, 'aria-controls': panel.id,
      onclick: () => select(i), onkeydown: key}, title);
  });
  function key(event) {
    const at = buttons.indexOf(event.currentTarget);
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + buttons.length) % buttons.length;
    select(next);
    buttons[next].focus();
  }
  function select(i) {
    buttons.forEach((button, j) => {
      button.setAttribute('aria-selected', i === j);
      button.tabIndex = i === j ? 0 : -1;
      entries[j][2].hidden = i !== j;
    });
    onChange(entries[i][0]);
  }
  const list = h('div', {class: 'tabs', role: 'tablist', 'aria-label': label}, buttons);
  select(0);
  return {element: h('div', {class: 'list'}, list, entries.map(e => e[2])), select: name => select(entries.findIndex(e => e[0] === name))};
}
