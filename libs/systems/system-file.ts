import { expandPreset, resolveSystem, type Problem } from '#coordination';
import { fieldOf, issueWords, type ModelSpec, type ToolDefinition } from '#events';
import { z } from 'zod';
import { readJsonText, type JsonText, type Place } from './json-text.js';
import { SystemRequestSchema, type SystemRequest } from './system-request.js';

/** What is wrong in a file, and where. `field` is empty where it is the file as a whole. */
export interface FileProblem extends Place {
  readonly field: string;
  readonly message: string;
}
export type SystemFile = { readonly ok: SystemRequest } | { readonly problems: readonly FileProblem[] };

/** A system in a file of its own; `$schema` is for the editor. */
export const SystemFileSchema = z
  .strictObject({ $schema: z.string().optional(), ...SystemRequestSchema.shape })
  .meta({ title: 'A system of Parley', description: 'Architecture, team and limits, for `parley run --system FILE`' });

/** Reads a system file and checks everything that can be known of it without a task and a server. */
export function readSystemFile(text: string): SystemFile {
  const read = readJsonText(text);
  if ('problem' in read) return { problems: [{ field: '', ...read.problem }] };
  const parsed = SystemFileSchema.safeParse(read.ok.value, { error: issueWords });
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, read.ok)) };
  const { $schema: _schema, ...request } = parsed.data;
  const problems = systemProblems(request).map((problem) => placed(problem, read.ok));
  return problems.length > 0 ? { problems } : { ok: request };
}

function problemsOf(issue: z.core.$ZodIssue, text: JsonText): readonly FileProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const message = 'is not known here: leave it out';
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { ...text.placeOfName(path), field: fieldOf(path), message };
    });
  }
  return [{ ...text.placeOf(issue.path), field: fieldOf(issue.path), message: issue.message }];
}

function placed({ field, message }: Problem, text: JsonText): FileProblem {
  const path = [...field.matchAll(/[^.[\]]+/g)].map(([key]) => (/^\d+$/.test(key) ? Number(key) : key));
  return { ...text.placeOf(path), field, message };
}

/** Stands for the model that the server is set to. */
const ANY_MODEL: ModelSpec = { provider: 'any', model: 'any', calling: 'native', parameters: {} };

/** What is wrong with a system as far as it can be known without a task and a server. */
export function systemProblems(request: SystemRequest): readonly Problem[] {
  const expansion = expandPreset(request);
  if (!('ok' in expansion)) return expansion.problems;
  const system = expansion.ok;
  const resolution = resolveSystem({ ...system, model: system.model ?? ANY_MODEL }, namedTools(request));
  return 'ok' in resolution ? [] : resolution.problems;
}

/** Whether a task has the tools that agents name is seen when it is run. */
const namedTools = ({ agents = [] }: SystemRequest): readonly ToolDefinition[] =>
  [...new Set(agents.flatMap(({ tools = [] }) => tools))].map((name) => ({
    name,
    description: '',
    parameters: {},
    effect: 'read',
    approval: 'never',
    timeoutMs: 1,
  }));
