import type { NonEmpty } from '../non-empty.js';

/** Names of customers share roots, so that one is easily taken for another. */
export const ROOTS: readonly string[] = [
  'Marlow', 'Aster', 'Tidewater', 'Corvid', 'Bramble', 'Halden', 'Juniper', 'Kestrel', 'Lumen', 'Northgate', 'Orchard',
  'Pinewood', 'Quarry', 'Redfern', 'Silverlake', 'Thistle', 'Umber', 'Vellum', 'Willow', 'Yarrow',
]; // prettier-ignore
export const TRADES: NonEmpty<readonly [string, string]> = [
  ['Foods', 'Freight'],
  ['Labs', 'Lamps'],
  ['Mills', 'Motors'],
  ['Printing', 'Pumps'],
  ['Textiles', 'Tools'],
];
export const REGIONS: readonly string[] = ['North', 'South', 'East', 'West', 'Harbour', 'Uplands', 'Islands'];
export const STAFF: NonEmpty<string> = [
  'nora.lind@quay.example',
  'ivo.brandt@quay.example',
  'mara.okafor@quay.example',
  'tom.reyes@quay.example',
];
/** Outside the office: nobody there keeps a file. */
export const READERS: NonEmpty<string> = ['audit@ledger.example', 'counsel@hartwell.example', 'archive@quay.example'];

export const TICKET_TITLES: NonEmpty<string> = [
  'Late delivery',
  'Wrong invoice',
  'Broken seal',
  'Access for a new colleague',
  'Question on the tariff',
  'Missing receipt',
];
export const MAIL_TITLES: NonEmpty<string> = ['Order for spring', 'Change of address', 'Visit next week', 'Your offer'];
export const MEETING_TITLES: NonEmpty<string> = ['Quarterly review', 'Renewal', 'Kick-off', 'Demonstration'];
export const LISTS: NonEmpty<string> = ['Spring call list', 'Renewals to check', 'Visits in May', 'Open questions'];

export const SUBJECTS: NonEmpty<string> = ['News from Quay', 'Next steps', 'A short question', 'What happens now'];
export const TEXTS: NonEmpty<string> = [
  'We have seen to it and call you on Thursday.',
  'Please tell us by Friday whether this suits you.',
  'From Monday on Mara Okafor looks after you.',
  'Thank you for your patience: this is settled now.',
];
export const NOTES: NonEmpty<string> = ['checked in March', 'call back in April', 'handed to Mara', 'see the contract'];
