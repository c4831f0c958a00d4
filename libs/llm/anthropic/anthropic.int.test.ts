import { describe } from '@jest/globals';
import { ANTHROPIC_WIRE } from '../testing/anthropic-server.js';
import { providerContract } from '../testing/provider.contract.js';

describe('anthropic', () => {
  providerContract(ANTHROPIC_WIRE);
});
