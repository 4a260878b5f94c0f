import {post} from './api.js';
import {failure, fill, h, message, tabs} from './dom.js';

const COMMON = ['email', 'first_name', 'last_name', 'created_at', 'phone', 'timezone', 'unsubscribed', 'plan', 'city', 'country'];
const CASTS = [['text', 'text'], ['integer', 'whole number'], ['number', 'number'], ['boolean', 'true or false'], ['unix', 'date (Unix seconds)']];
const IDENTIFIERS = [['id', 'id'], ['email', 'e-mail address'], ['cio_id', 'cio_id'], ['phone', 'phone number']];

/** A first configuration for some columns: everything under its own name. */
export function suggested(columns) {
  return {
    userId: columns.identifier ?? 'id',
    mappings: columns.columns.filter(c => c.name !== columns.identifier || c.type === 'e-mail address').map(c => ({from: c.name, to: c.name})),
  };
}

/**
 * The configuration as a form and as text. The text is what counts; the form reads and rewrites it where it is JSON.
 * onChange hears of each change, with whether it is valid and the names of its syncs, if it may hold several.
 */
export function configuration(onChange) {
  let columns = null;
  let name = 'configuration.json';
  let saved = null;
  let timer;
  let asked = 0;
  const text = h('textarea', {class: 'code', spellcheck: 'false', autocomplete: 'off', 'aria-label': 'Configuration as text', oninput: () => changed(true)});
  const problems = h('div', {class: 'list', 'aria-live': 'polite'});
  const form = h('div', {class: 'list'});
  const textPanel = h('div', {class: 'list'}, text);
  const view = tabs('Configuration', [['form', 'Form', form], ['text', 'Text', textPanel]]);
  const element = h('div', {class: 'list'}, view.element, problems);

  const read = () => { try { return JSON.parse(text.value); } catch { return null; } };
  function write(config) { text.value = JSON.stringify(config, null, 2) + '\n'; }

  function request() {
    return saved ? {sync: saved} : {configuration: {name, text: text.value}};
  }

  function changed(redraw) {
    if (redraw) draw();
    clearTimeout(timer);
    timer = setTimeout(validate, 250);
    onChange(null);
  }

  async function validate() {
    const mine = ++asked;
    if (!text.value.trim()) { fill(problems); onChange(false); return; }
    try {
      const answer = await post('/api/validate', request());
      if (mine !== asked) return;
      fill(problems, answer.problems.map(p => message('bad', p.message, p.help, p.code,
        p.line && h('button', {type: 'button', class: 'place', onclick: () => goTo(p.line, p.column)}, `line ${p.line}, column ${p.column}`))));
      onChange(answer.valid, answer.syncs ?? []);
    } catch (error) {
      if (mine === asked) { fill(problems, message('bad', error.message)); onChange(false); }
    }
  }

  function goTo(line, column) {
    view.select('text');
    const before = text.value.split('\n').slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0);
    text.focus();
    text.setSelectionRange(before + column - 1, before + column);
  }

  function draw() {
    if (saved) {
      fill(form, h('p', {class: 'soft'}, 'A saved sync is run as it is on the server; its text is shown without credentials and comments, and not at all where it cannot be read. Change the file to change it.'));
      return;
    }
    const config = read();
    if (config === null || typeof config !== 'object' || Array.isArray(config)) {
      fill(form, text.value.trim() ? notJson() : h('p', {class: 'soft'}, 'Drop data first, or write the configuration as text.'));
      return;
    }
    fill(form, top(config), columns ? mapping(config) : rules(config));
  }

  function notJson() {
    return h('div', {class: 'list'},
      h('p', {class: 'soft'}, 'This configuration is YAML, or not complete; the form edits JSON. Edit it as text, or turn it into JSON: keys and values stay, comments go. The file that you dropped is not changed.'),
      h('div', {class: 'actions'}, h('button', {type: 'button', onclick: toJson}, 'Turn into JSON')));
  }

  async function toJson() {
    try {
      const answer = await post('/api/json', request());
      name = name.replace(/\.ya?ml$/i, '').replace(/(\.json)?$/i, '.json');
      text.value = answer.text;
      changed(true);
      form.querySelector('input')?.focus();
    } catch (error) { fill(problems, failure(error)); }
  }

  function set(config, change) { change(config); write(config); changed(false); }

  function top(config) {
    const names = columns?.columns.map(c => c.name) ?? [];
    const userId = h('input', {value: config.userId ?? '', list: 'columns', onchange: () => set(config, c => { c.userId = userId.value; })});
    const by = h('select', {onchange: () => set(config, c => { if (by.value === 'id') delete c.identifyBy; else c.identifyBy = by.value; })},
      IDENTIFIERS.map(([value, title]) => h('option', {value}, title)));
    by.value = config.identifyBy ?? 'id';
    const nulls = h('select', {onchange: () => set(config, c => { if (nulls.value === 'keep') delete c.nulls; else c.nulls = nulls.value; })},
      h('option', {value: 'keep'}, 'clear the attribute'), h('option', {value: 'skip'}, 'leave the attribute'));
    nulls.value = config.nulls ?? 'keep';
    const region = h('select', {onchange: () => set(config, c => { if (region.value === 'auto') delete c.region; else c.region = region.value; })},
      [['auto', 'find out'], ['us', 'US'], ['eu', 'EU']].map(([value, title]) => h('option', {value}, title)));
    region.value = config.region ?? 'auto';
    return h('div', {class: 'row'}, h('label', {}, 'Column that identifies a person', userId), h('label', {}, 'It is an', by),
      h('label', {}, 'Empty values (null)', nulls), h('label', {}, 'Region', region),
      h('datalist', {id: 'columns'}, names.map(value => h('option', {value}))),
      h('datalist', {id: 'attributes'}, COMMON.map(value => h('option', {value}))));
  }

  function mapping(config) {
    const all = !Array.isArray(config.mappings) || config.mappings.length === 0;
    const ruleOf = column => config.mappings?.find?.(m => m.from === column);
    const rows = columns.columns.map(column => {
      const rule = ruleOf(column.name);
      const send = h('input', {type: 'checkbox', checked: all || Boolean(rule), 'aria-label': `Send ${column.name}`, onchange: () => set(config, c => {
        if (all) c.mappings = columns.columns.map(k => ({from: k.name, to: k.name}));
        if (send.checked) c.mappings = [...c.mappings, {from: column.name, to: to.value || column.name}];
        else c.mappings = c.mappings.filter(m => m.from !== column.name);
        draw();
      })});
      const to = h('input', {value: rule?.to ?? column.name, list: 'attributes', disabled: !all && !rule, 'aria-label': `Attribute for ${column.name}`, onchange: () => set(config, c => {
        if (all) c.mappings = columns.columns.map(k => ({from: k.name, to: k.name}));
        ruleOf(column.name).to = to.value;
      })});
      const cast = h('select', {disabled: !rule, 'aria-label': `Type of ${column.name}`, onchange: () => set(config, () => {
        if (cast.value) rule.as = cast.value; else delete rule.as;
      })}, h('option', {value: ''}, 'as it is'), CASTS.map(([value, title]) => h('option', {value}, title)));
      cast.value = rule?.as ?? '';
      return h('tr', {},
        h('td', {'data-label': 'Send'}, send),
        h('td', {'data-label': 'Column'}, h('div', {}, h('strong', {}, column.name), h('div', {class: 'soft small'}, (column.mixed ? 'mostly ' : '') + column.type))),
        h('td', {'data-label': 'Examples'}, h('span', {class: 'mono small soft'}, column.examples.slice(0, 2).join(', ') || '–')),
        h('td', {'data-label': 'Attribute'}, to),
        h('td', {'data-label': 'Made'}, cast));
    });
    const others = (config.mappings ?? []).filter(m => !columns.columns.some(c => c.name === m.from));
    return h('div', {class: 'list'},
      h('table', {class: 'mapping stack'}, h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Send'), h('th', {scope: 'col'}, 'Column of the file'), h('th', {scope: 'col'}, 'Examples, masked'), h('th', {scope: 'col'}, 'Attribute at Customer.io'), h('th', {scope: 'col'}, 'Made'))), h('tbody', {}, rows)),
      all && h('p', {class: 'soft small'}, 'There are no rules yet, so every column is sent under its own name.'),
      others.length > 0 && h('p', {class: 'soft small'}, `${others.length} more rules are edited as text.`));
  }

  function rules(config) {
    const mappings = Array.isArray(config.mappings) ? config.mappings : [];
    return h('p', {class: 'soft'}, mappings.length === 0 ? 'Every field is sent under its own name. Drop data to choose.' : `${mappings.length} fields are sent. Drop data to see them with examples.`);
  }

  return {
    element, request,
    isEmpty: () => !text.value.trim(),
    isSaved: () => saved !== null,
    use(newName, newText) { name = newName; saved = null; text.readOnly = false; text.value = newText; changed(true); if (read() === null) view.select('text'); },
    useSaved(file, newText) { saved = file; name = file; text.readOnly = true; text.value = newText ?? ''; changed(true); view.select('text'); },
    useColumns(found) {
      columns = found;
      if (!saved && !text.value.trim()) { name = found.name.replace(/\.[^.]*$/, '') + '.json'; write(suggested(found)); }
      changed(true);
    },
    noColumns() { columns = null; draw(); },
  };
}
