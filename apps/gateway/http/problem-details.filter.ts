import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem, problemDocument, type ProblemKind } from './problem.js';

const KIND_OF_STATUS: ReadonlyMap<number, ProblemKind> = new Map([
  [404, 'not-found'],
  [413, 'body-too-large'],
]);

/** The only place that turns errors into answers; what went wrong inside is logged and never told. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  private readonly logger = new Logger('gateway');

  catch(exception: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<ServerResponse>();
    const { originalUrl } = host.switchToHttp().getRequest<IncomingMessage & { readonly originalUrl: string }>();
    const problem = problemOf(exception);
    const document = problemDocument(problem, originalUrl);
    if (document.status >= 500 && exception !== problem) this.logger.error(exception);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.statusCode = document.status;
    response.setHeader('content-type', 'application/problem+json');
    response.end(JSON.stringify(document));
  }
}

function problemOf(exception: unknown): Problem {
  if (exception instanceof Problem) return exception;
  if (exception instanceof HttpException && exception.getStatus() < 500) {
    return new Problem(KIND_OF_STATUS.get(exception.getStatus()) ?? 'invalid-request', exception.message);
  }
  if (isOutOfService(exception)) {
    return new Problem('unavailable', 'the log or the store cannot take it: try again with the same Idempotency-Key');
  }
  return new Problem('internal', 'it is in the log of the server');
}

/** Errors of the log and the store carry a code of their own. */
const isOutOfService = (exception: unknown): boolean =>
  typeof exception === 'object' &&
  exception !== null &&
  'code' in exception &&
  typeof exception.code === 'string' &&
  OUT_OF_SERVICE.has(exception.code);

const OUT_OF_SERVICE: ReadonlySet<string> = new Set([
  'log_closed',
  'log_fenced',
  'log_sealed',
  'disk_full',
  'disk_read_only',
  'disk_failed',
  'commit_failed',
  'history_behind',
  'store_unavailable',
  'ENOSPC',
  'EROFS',
]);
