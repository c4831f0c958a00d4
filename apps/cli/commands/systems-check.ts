import { EXIT } from '../exit-codes.js';
import type { TalkingOptions } from '../options/connection-options.js';
import { problemLine, systemFileAt } from '../options/system-file.js';
import { printable } from '../rendering/printable.js';
import type { Session } from '../session.js';

/** Prints one line for each problem and ends as bad input does. Tools are looked at when a task names them. */
export async function checkSystem(session: Session, path: string, { json }: TalkingOptions): Promise<void> {
  const { print } = session.terminal;
  const file = await systemFileAt(path);
  const problems = 'ok' in file ? [] : file.problems;
  if (problems.length > 0) session.end(EXIT.badInput);
  if (json === true) print(JSON.stringify({ problems }));
  else if (problems.length === 0) print(printable(`${path}: can be run with \`parley run --system ${path}\``));
  else for (const problem of problems) print(printable(problemLine(path, problem)));
}
