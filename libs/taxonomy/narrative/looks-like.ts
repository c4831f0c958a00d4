const ERROR =
  /^\W{0,3}(?:error|exception|failed|failure|traceback|fatal|not found|invalid|unauthori[sz]ed|forbidden)\b/i;
const ERROR_INSIDE =
  /Traceback \(most recent call last\)|\bexit(?:ed)?[\s_-]*(?:with )?(?:\w+ )?(?:exit )?(?:code|status)\W{0,3}[1-9]|execution failed|"error"\s*:\s*["{]|\w+(?:Error|Exception): /;

/** A tool's result, or the output of code, that tells of an error. */
export const looksLikeError = (text: string): boolean => ERROR.test(text) || ERROR_INSIDE.test(text.slice(0, 4_000));

const OUTPUT_START =
  /^\W{0,3}(?:exit ?code|execution (?:result|succeeded|failed|output)|stdout|stderr|output:|traceback|there is no code|no code|process finished|out ?\[\d+\])/i;

/** `exited with Unix exit code: 0`, `return code 1`, `status = 0`, at the beginning. */
const EXIT = /\b(?:exit(?:ed)?|return(?:ed)?)[\s_-]*(?:with )?(?:\w+ )?(?:exit )?(?:code|status)\W{1,3}\d/i;
const HEAD = 80;

/** The output of a runner of code rather than something said. */
export const looksLikeOutput = (text: string): boolean =>
  OUTPUT_START.test(text.trimStart()) || (EXIT.test(text.slice(0, HEAD)) && !hasCode(text));

export const hasCode = (text: string): boolean => text.includes('```');
