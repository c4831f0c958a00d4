import { issuesText, issueWords } from '#events';
import { z } from 'zod';
import { errorWords } from '../error-words.js';

type Issue = z.core.$ZodIssue;

/** The SDK could not read what a server has sent. */
export const isUnreadable = (error: unknown): error is z.core.$ZodError => error instanceof z.core.$ZodError;

/** An error of the SDK in words. What it could not read is told field by field. */
export const replyProblem = (error: unknown): string =>
  isUnreadable(error)
    ? `its answer cannot be read: ${issuesText({ issues: error.issues.map(inWords) })}`
    : errorWords(error);

/** The SDK keeps nothing of what it read, so that what is missing is told like what is of another kind. */
function inWords(issue: Issue): Issue {
  const message = issueWords({ ...issue, input: null } as z.core.$ZodRawIssue) ?? issue.message;
  if (issue.code !== 'invalid_union' || issue.inclusive === false) return { ...issue, message };
  return { ...issue, message, errors: issue.errors.map((way) => way.map(inWords)) };
}
