/** A record of fields that holds records. */
const NOTES = /\{\s*"\w+":\s*\{\s*"\w+":/;

/** Whether a speech writes down how things stand, as data. */
export const keepsNotes = (text: string): boolean => NOTES.test(text);
