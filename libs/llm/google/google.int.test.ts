import { describe } from '@jest/globals';
import { GOOGLE_WIRE } from '../testing/google-server.js';
import { providerContract } from '../testing/provider.contract.js';

describe('google', () => {
  providerContract(GOOGLE_WIRE);
});
