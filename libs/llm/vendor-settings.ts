import type { VendorAccess } from './vendor-access.js';

/** What every vendor's provider needs. */
export interface VendorSettings extends VendorAccess {
  readonly now: () => number;
}
