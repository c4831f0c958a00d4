import { describe } from '@jest/globals';
import { deltasContract } from '../testing/deltas.contract.js';
import { inProcessDeltas } from './in-process-deltas.js';

describe('within a process', () => {
  deltasContract(() => {
    const deltas = inProcessDeltas();
    return { from: deltas, to: deltas };
  });
});
