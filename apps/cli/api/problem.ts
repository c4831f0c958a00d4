import { z } from 'zod';
import { CliError } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';

/** What the CLI reads of an RFC 9457 problem document. */
const ProblemSchema = z.looseObject({
  type: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ field: z.string(), message: z.string() })).optional(),
});
type Problem = z.infer<typeof ProblemSchema>;

const NOT_FOUND = 404;
const SERVER_ERROR = 500;
const UNAVAILABLE = 503;

/** The one line that a refused request ends the command with. */
export async function problemError(response: Response): Promise<CliError> {
  const parsed = ProblemSchema.safeParse(await response.json().catch(() => undefined));
  const { url, status, statusText } = response;
  const text = parsed.success ? lineOf(parsed.data, status) : undefined;
  return new CliError(text ?? `${url} answered ${status} ${statusText}`, exitOf(response), {
    status,
    problem: parsed.data?.type,
  });
}

/** The fields, which say what to change; of what is not there, the sentence that names it. */
function lineOf(problem: Problem, status: number): string | undefined {
  const errors = status === NOT_FOUND ? [] : (problem.errors ?? []);
  const fields = errors.map(({ field, message }) => `${field}: ${message}`);
  const line = fields.length > 0 ? fields.join('; ') : (problem.detail ?? problem.title);
  return line?.replace(/\s+/g, ' ');
}

function exitOf({ status }: Response): ExitCode {
  if (status < SERVER_ERROR) return EXIT.badInput;
  return status === UNAVAILABLE ? EXIT.unreachable : EXIT.internal;
}
