// Holds workflow files against the schema by which GitHub reads them, and prints what is wrong: node check.mjs FILE...
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { basename } from 'node:path';

register('./json.mjs', import.meta.url);
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser');

let wrong = 0;
for (const file of process.argv.slice(2)) {
  const { context, value } = parseWorkflow({ name: basename(file), content: readFileSync(file, 'utf8') }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value); // the jobs that others need
  const errors = context.errors.getErrors();
  errors.forEach(error => console.error(`${file}: ${error.message}`));
  wrong += errors.length;
}
process.exit(wrong > 0 ? 1 : 0);
