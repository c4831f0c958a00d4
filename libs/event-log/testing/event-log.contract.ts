import { describe } from '@jest/globals';
import { adoptContract } from './adopt.contract.js';
import { groupContract } from './group.contract.js';
import { historyContract } from './history.contract.js';
import type { LogHarness } from './log-harness.js';
import { processContract } from './process.contract.js';
import { projectContract } from './project.contract.js';
import { publishContract } from './publish.contract.js';
import { readContract } from './read.contract.js';
import { workContract } from './work.contract.js';

/** What every event log promises; each adapter runs it. */
export function eventLogContract(name: string, harness: LogHarness): void {
  describe(`${name} event log`, () => {
    publishContract(harness);
    processContract(harness);
    workContract(harness);
    groupContract(harness);
    projectContract(harness);
    adoptContract(harness);
    readContract(harness);
    historyContract(harness);
  });
}
