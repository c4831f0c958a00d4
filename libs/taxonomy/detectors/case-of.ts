import { commitmentLedgerOf } from '../ledgers/commitment-ledger.js';
import { recordLedgerOf } from '../ledgers/record-ledger.js';
import { stateClaimsOf } from '../ledgers/state-claims.js';
import { valueLedgerOf } from '../ledgers/value-ledger.js';
import type { Narrative } from '../narrative/narrative.js';
import type { Case } from './detector.js';

export function caseOf(narrative: Narrative): Case {
  const records = recordLedgerOf(narrative);
  return {
    narrative,
    records,
    claims: stateClaimsOf(narrative, records),
    values: valueLedgerOf(narrative),
    commitments: commitmentLedgerOf(narrative),
  };
}
