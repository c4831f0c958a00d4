import { describe, expect, it } from '@jest/globals';
import { Command, CommanderError } from 'commander';
import { badInput, unreachable } from './cli-error.js';
import { failureOf } from './failure-of.js';

describe('failureOf', () => {
  it('ends help and version in silence', () => {
    expect(failureOf(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toEqual({ exitCode: 0 });
    expect(failureOf(new CommanderError(0, 'commander.version', '0.1.0'))).toEqual({ exitCode: 0 });
  });

  it('makes one line of usage errors, suggestions included', () => {
    const error = new CommanderError(
      1,
      'commander.unknownCommand',
      "error: unknown command 'rns'\n(Did you mean runs?)",
    );
    expect(failureOf(error)).toEqual({
      line: "parley: unknown command 'rns' (Did you mean runs?) (see `parley --help`)",
      exitCode: 2,
    });
  });

  it('takes the status of our own errors and 70 for all others', () => {
    expect(failureOf(badInput('a: b'))).toEqual({ line: 'parley: a: b', exitCode: 2 });
    expect(failureOf(unreachable('gone: fetch failed', new TypeError('fetch failed')))).toEqual({
      line: 'parley: gone: fetch failed',
      exitCode: 5,
    });
    expect(failureOf(new TypeError('x is\nnot a function'))).toEqual({
      line: 'parley: x is not a function',
      exitCode: 70,
    });
  });

  it('passes on nothing that a terminal would obey', () => {
    expect(failureOf(badInput('no \u001B[8mrun')).line).toBe('parley: no ␛[8mrun');
  });

  it('prints nothing more when help was shown for want of a command', () => {
    const program = new Command('parley').exitOverride().configureOutput({ writeErr: () => undefined });
    program.command('runs');
    let thrown: unknown;
    try {
      program.parse([], { from: 'user' });
    } catch (error) {
      thrown = error;
    }
    expect(failureOf(thrown)).toEqual({ exitCode: 2 });
  });
});
