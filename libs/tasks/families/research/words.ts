import type { NonEmpty } from '../non-empty.js';
import type { Headword } from './thing.js';

/** Names are made of a root, which two things of a kind share, and a part of their own. */
export interface NameParts {
  readonly roots: readonly string[];
  readonly parts: readonly string[];
  readonly named: (root: string, part: string) => string;
}

export const NAMES: Readonly<Record<Headword, NameParts>> = {
  person: {
    roots: [
      'Marenne', 'Okkervil', 'Tesslow', 'Brandt-Ash', 'Quillby', 'Vansen', 'Harrowgill', 'Ilmari', 'Dubrov', 'Castellane',
      'Pemberlyn', 'Sorrento', 'Wickham', 'Yarnold', 'Zeller', 'Ferrant', 'Gossamer', 'Lindgate', 'Nachtigal', 'Roskilde',
    ],
    parts: [
      'Odile', 'Odo', 'Ansel', 'Agnes', 'Berthold', 'Bettina', 'Casimir', 'Clarice', 'Dorothea', 'Dietrich', 'Edmund',
      'Eleonora', 'Florian', 'Frieda', 'Gregor', 'Greta', 'Hedwig', 'Hubert', 'Isolde', 'Ignaz', 'Johanna', 'Kaspar',
      'Leontine', 'Ludolf', 'Mathilde', 'Moritz', 'Natalia', 'Oswin', 'Philippa', 'Quentin', 'Rosalind', 'Sebald',
    ],
    named: (root, part) => `${part} ${root}`,
  },
  firm: {
    roots: [
      'Brennick', 'Saltmarsh', 'Copperfold', 'Dunmore', 'Eastlake', 'Fairweather', 'Grindel', 'Hollis', 'Ironwell', 'Jessop',
      'Kettering', 'Lanternhouse', 'Millward', 'Norrbeck', 'Oxley', 'Plumstead', 'Ravensby', 'Stokely', 'Thornbury', 'Weir',
    ],
    parts: [
      '& Daughters', '& Sons', 'Company', 'Brothers', 'Shipping', 'Lamps', 'Foundry', 'Looms', 'Press', 'Mills', 'Partners',
      'Instruments',
    ],
    named: (root, part) => `${root} ${part}`,
  },
  work: {
    roots: [
      'Salt', 'Heron', 'Winter', 'Amber', 'Copper', 'Silent', 'Crooked', 'Golden', 'Hollow', 'Ivory', 'Midnight', 'Northern',
      'Painted', 'Quiet', 'Scarlet', 'Wandering',
    ],
    parts: [
      'Ledger', 'Garden', 'Bell', 'Procession', 'Harvest', 'Lantern', 'Voyage', 'Orchard', 'Mirror', 'Staircase', 'Almanac',
      'Fountain', 'Shepherd', 'Carousel',
    ],
    named: (root, part) => `The ${root} ${part}`,
  },
  town: {
    roots: [
      'Torvik', 'Velm', 'Aldersey', 'Brackwater', 'Carrow', 'Dornhagen', 'Elsinge', 'Falkenby', 'Gravenholt', 'Hasselby',
      'Invermoor', 'Koldmark', 'Lomsey', 'Mirefield', 'Nordhaven', 'Ostrel', 'Pellwick', 'Ristow', 'Skarholm', 'Ulverskog',
    ],
    parts: ['Great', 'Little', 'Upper', 'Lower', 'East', 'West', 'Old', 'New', 'Inner', 'Outer'],
    named: (root, part) => `${part} ${root}`,
  },
}; // prettier-ignore

export const RIVERS: readonly string[] = [
  'Asken', 'Breel', 'Culme', 'Dovra', 'Erne', 'Fennet', 'Glimmer', 'Harrel', 'Issel', 'Jorda', 'Kynne', 'Lurre', 'Marrow',
  'Nidd', 'Orrel', 'Pegna', 'Rothel', 'Swarte',
]; // prettier-ignore

/** How an article opens: what its subject is. */
export const OPENINGS: Readonly<Record<Headword, NonEmpty<string>>> = {
  person: ['{} was an engraver.', '{} was a bell caster.', '{} was an architect.', '{} was a weaver of tapestries.', '{} was a clockmaker.'],
  firm: ['{} is a trading house.', '{} is a manufacturer.', '{} is a family business.', '{} is a carrier of goods.'],
  work: ['{} is a tapestry.', '{} is a relief in bronze.', '{} is an astronomical clock.', '{} is a painted ceiling.', '{} is a set of engravings.'],
  town: ['{} is a hill town.', '{} is a port.', '{} is a garrison town.', '{} is a spa.'],
}; // prettier-ignore

/**
 * How an entry explains another name. The first `{}` stands for the other name, the second for the name of the article.
 */
export const OTHER_NAMES: Readonly<Record<Headword, string>> = {
  person: '{} is the name with which {} signed letters and drawings.',
  firm: '{} is the name under which {} traded abroad.',
  work: '{} is the popular name of {}.',
  town: '{} is the name that {} had on older maps.',
};

/** Sentences without a fact that anybody asks for. */
export const REMARKS: Readonly<Record<Headword, NonEmpty<string>>> = {
  person: [
    'Contemporaries praise a patient hand and complain about unanswered letters.',
    'Two portraits are known, neither of them from life.',
    'A large part of the estate was lost in a fire.',
    'Later judgement has been kinder than that of the time.',
    'The correspondence fills eleven boxes and has never been printed.',
  ],
  firm: [
    'Its ledgers survive almost without a gap.',
    'A strike over night shifts ended after nine weeks.',
    'The heirs quarrelled for a generation about the use of the name.',
    'Its trade mark, a pair of scales, is still protected.',
    'During the long winter it paid its hands in coal.',
  ],
  work: [
    'A copy in plaster stands in the academy.',
    'It was cleaned twice, the second time with little care.',
    'Visitors are advised to come in the morning, when the light is best.',
    'Its first critics found it too large.',
    'The sketches are in private hands.',
  ],
  town: [
    'The autumn fair draws visitors from the whole valley.',
    'Its walls were taken down when the railway came.',
    'The salt tax brought riches, and its end brought quiet.',
    'A great flood carried away the lower mills.',
    'Its dialect keeps words that are found nowhere else.',
  ],
};

/** Where a note has what it says from; none of this bears on what counts. */
export const NOTE_SOURCES: NonEmpty<string> = [
  'From a parish register.',
  'From the letters of a contemporary.',
  'From a newspaper of the time.',
  'From the papers of a lawyer.',
  'From a catalogue of the provincial museum.',
  'From a communication by a reader.',
];
