import type { NonEmpty } from '../non-empty.js';

export interface Industry {
  readonly business: string;
  readonly segments: readonly [string, string, string];
  readonly events: NonEmpty<string>;
}

export const NAMES: NonEmpty<string> = [
  'Halden', 'Brightmoor', 'Corvane', 'Estrella', 'Fennwick', 'Galdor', 'Hartline', 'Isenberg', 'Juno', 'Kestrel',
  'Lindqvist', 'Marlow', 'Northgate', 'Orrin', 'Pellman', 'Quillan', 'Rosedale', 'Silvane', 'Tarrant', 'Umbria',
  'Valmont', 'Westerby', 'Yarrow', 'Zephyr', 'Ashcombe', 'Beaumont', 'Calder', 'Draycott', 'Elmsworth', 'Falkner',
]; // prettier-ignore

export const SUFFIXES: readonly [string, string, ...string[]] = [
  'Group', 'Holdings', 'Industries', 'International', 'Partners', 'Systems', 'Works', 'Enterprises', 'Technologies',
  'Solutions', 'Global', 'Ventures',
]; // prettier-ignore

export const INDUSTRIES: NonEmpty<Industry> = [
  {
    business: 'laboratory and process instruments',
    segments: ['Analytics', 'Process Control', 'Field Service'],
    events: [
      'A new assembly line for spectrometers started in the second half.',
      'Orders from universities recovered after two slow years.',
      'Lead times for optical parts returned to normal.',
    ],
  },
  {
    business: 'packaging for food and medicine',
    segments: ['Cartons', 'Films', 'Recycling'],
    events: [
      'Higher paper prices were passed on with a delay.',
      'The films plant was idle for three weeks after a flood.',
      'A long-term supply agreement with a dairy group was renewed.',
    ],
  },
  {
    business: 'software and terminals for ports and railways',
    segments: ['Licences', 'Terminals', 'Support'],
    events: [
      'Two large ports moved to the subscription model.',
      'Deliveries of terminals were held back by a shortage of displays.',
      'Support contracts were extended with nearly all customers.',
    ],
  },
  {
    business: 'wind and storage equipment',
    segments: ['Turbines', 'Batteries', 'Maintenance'],
    events: [
      'Permits for three northern sites came later than planned.',
      'A warranty case in the turbine business was settled.',
      'The storage business shipped its first units to islands.',
    ],
  },
  {
    business: 'speciality chemicals and coatings',
    segments: ['Coatings', 'Additives', 'Trading'],
    events: [
      'Demand from builders stayed weak throughout the year.',
      'The additives plant changed over to a solvent-free process.',
      'Trading volumes fell while margins held.',
    ],
  },
];

export const OUTLOOKS: NonEmpty<string> = [
  'Management expects conditions to remain mixed and will keep a close eye on working capital.',
  'Management plans to invest at about the pace of the past year and sees no need for new equity.',
  'Management considers the order book solid, while prices for energy and freight remain hard to foresee.',
];

export const GOVERNANCE: NonEmpty<string> = [
  'The board met regularly; its audit committee reviewed the accounts together with the auditor, who gave an unqualified opinion.',
  'The auditor changed during the year; the handover was completed before the interim review.',
  'The board added a member with experience in supply chains and confirmed the policy on dividends.',
];

export const REASONS: NonEmpty<string> = [
  'certain service contracts had been recognised too early',
  'freight and warranty costs had been assigned to the wrong year',
  'a subsidiary had applied an outdated method for its long-term contracts',
];

export const REMEDIES: NonEmpty<string> = [
  'The finance teams of the subsidiaries now close their books by the same calendar and a second person signs off every long-term contract.',
  'The accounting manual was rewritten, staff were trained on it, and the internal audit will test the new controls in each quarter of the coming year.',
  'The system that assigns costs to periods was replaced, and a sample of entries is now checked by hand before the accounts are closed.',
];
