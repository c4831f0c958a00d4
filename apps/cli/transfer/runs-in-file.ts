import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { issueWords } from '#events';
import { badInput, reasonOf } from '../cli-error.js';
import type { CarriedRun } from './carried-run.js';
import { HeadSchema, lineOf, type Line } from './lines.js';
import { RunReader } from './run-reader.js';

/**
 * The runs that `exportRuns` has written, one after the other.
 * @throws CliError that names the line; the runs before it are whole
 */
export async function* runsInFile(path: string): AsyncGenerator<CarriedRun> {
  const runs = new RunsReader();
  let number = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      number += 1;
      if (number === 1) HeadSchema.parse(JSON.parse(text), { error: issueWords });
      else {
        const run = runs.take(lineOf(JSON.parse(text)));
        if (run !== undefined) yield run;
      }
    }
    runs.end();
  } catch (error) {
    throw badInput(`--file ${path}${number === 0 ? '' : `, line ${number}`}: ${reasonOf(error)}`);
  }
}

class RunsReader {
  #open: RunReader | undefined;
  #runs = 0;
  #ended = false;

  /** The run that ends with this line. */
  take(line: Line): CarriedRun | undefined {
    if ('runs' in line) this.#total(line.runs);
    else if ('run' in line) this.#begin(line.run);
    else if (this.#open === undefined) throw new Error('a run begins with a line {"run": id}');
    else if ('end' in line) return this.#whole(this.#open.end(line.end));
    else this.#open.take(line);
    return undefined;
  }

  end(): void {
    if (!this.#ended) throw new Error('the file ends before its last run: it was not written or copied to its end');
  }

  #begin(runId: CarriedRun['runId']): void {
    if (this.#open !== undefined) throw new Error(`run ${this.#open.runId} has no end`);
    this.#open = new RunReader(runId);
  }

  #whole(run: CarriedRun): CarriedRun {
    this.#open = undefined;
    this.#runs += 1;
    return run;
  }

  #total(runs: number): void {
    if (this.#open !== undefined || runs !== this.#runs) throw new Error(`there should be ${runs} runs before`);
    this.#ended = true;
  }
}
