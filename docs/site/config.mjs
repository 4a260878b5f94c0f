// The site of the documentation: the README, the changelog and all pages of docs, as they are in the repository.
// build.sh copies them into one folder first.

/** As GitHub makes the anchors of headings, so that a link works here and there. */
const slugify = text => text.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

const pages = (title, ...links) => ({
  text: title,
  items: links.map(([text, page]) => ({text, link: `/docs/${page}`})),
});

export default {
  title: 'Customer Upserter',
  description: 'Sends people, events and companies from your files to Customer.io and tells you what became of every row',
  markdown: {
    anchor: {slugify},
    toc: {slugify},
    config: md => { // two braces are text in these pages, not a template of the generator
      md.renderer.rules.code_inline = (tokens, i) => `<code v-pre>${md.utils.escapeHtml(tokens[i].content)}</code>`;
      md.renderer.rules.text = (tokens, i) => md.utils.escapeHtml(tokens[i].content).replaceAll('{{', '&#123;&#123;');
    },
  },
  themeConfig: {
    search: {provider: 'local'},
    outline: [2, 3],
    nav: [{text: 'Documentation', link: '/docs/'}, {text: 'Changelog', link: '/CHANGELOG'}],
    sidebar: [
      pages('To begin', ['Installing and upgrading', 'install'], ['Containers', 'containers'], ['What init proposes', 'init'], ['Types', 'types'],
        ['Before sending', 'before-sending'], ['Migration', 'migration']),
      pages('Where the rows come from', ['Sources', 'sources'], ['Recipes by product', 'recipes'], ['CSV', 'csv'], ['Excel', 'excel'],
        ['JSON and NDJSON', 'json'], ['Parquet', 'parquet'], ['SQL over local files', 'sql-files'], ['Databases', 'databases'],
        ['Broken files', 'broken-files']),
      pages('What is sent', ['Mapping', 'mapping'], ['Identifiers', 'identifiers'], ['Casts', 'casts'], ['Templates', 'templates'],
        ['Conditions and filters', 'conditions'], ['Tests of a mapping', 'mapping-tests']),
      pages('Only what changed', ['Only what changed', 'incremental'], ['Mirror', 'mirror'], ['Only new events', 'new-events'],
        ['Change events', 'change-events'], ['First values', 'first-values'], ['Suppressed people', 'suppressed-people'],
        ['Several syncs of one workspace', 'several-syncs'], ['A shared state', 'shared-state']),
      pages('Day by day', ['Cron', 'cron'], ['Schedules', 'schedules'], ['Alerts', 'alerts'], ['Prometheus and Grafana', 'monitoring'],
        ['dbt, Airflow and Dagster', 'orchestrators'], ['CI', 'ci'], ['Test your code against Customer.io', 'sandbox'],
        ['The page', 'web'], ['Troubleshooting', 'troubleshooting'], ['Problem codes', 'codes'],
        ['What stops a run', 'stops'], ['Data protection', 'gdpr'], ['The state folder', 'state-folder']),
      pages('Reference', ['Configuration', 'config'], ['The command line', 'cli'], ['Commands that send', 'commands-send'],
        ['Commands that send nothing', 'commands-look'], ['Commands for runs and the state', 'commands-runs'], ['Servers', 'commands-serve'],
        ['The report as JSON', 'report'], ['OpenTelemetry', 'telemetry'], ['The HTTP API', 'http-api'], ['The App API', 'app-api'],
        ['Glossary', 'glossary'], ['Limits', 'limits'], ['Machines', 'machines']),
      pages('How it works', ['Reliability', 'reliability'], ['Answers, outages and refusals', 'answers'], ['Performance', 'performance'],
        ['Architecture', 'architecture']),
    ],
  },
};
