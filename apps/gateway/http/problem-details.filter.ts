import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { allowedMethods, type RoutedRequest } from './allowed-methods.js';
import { damageProblem } from './damage.js';
import { isOutOfService } from './out-of-service.js';
import { refusedBody } from './refused-body.js';
import { Problem, problemDocument, type ProblemKind } from './problem.js';

const KIND_OF_STATUS: ReadonlyMap<number, ProblemKind> = new Map([
  [404, 'not-found'],
  [415, 'unsupported-media-type'],
]);
const NOT_FOUND = 404;

/** The only place that turns errors into answers; what went wrong inside is logged, and told only where it is damage. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  private readonly logger = new Logger('gateway');

  catch(exception: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<ServerResponse>();
    const request = host.switchToHttp().getRequest<RoutedRequest>();
    const problem = refusedMethod(exception, request, response) ?? problemOf(exception);
    const document = problemDocument(problem, request.originalUrl);
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

/** Nothing was found because of the method alone. */
function refusedMethod(exception: unknown, request: RoutedRequest, response: ServerResponse): Problem | undefined {
  if (!(exception instanceof HttpException) || exception.getStatus() !== NOT_FOUND) return undefined;
  const allowed = allowedMethods(request).join(', ');
  if (allowed === '') return undefined;
  if (!response.headersSent) response.setHeader('allow', allowed);
  return new Problem('method-not-allowed', `${request.method} is not possible here: use ${allowed}`);
}

function problemOf(exception: unknown): Problem {
  if (exception instanceof Problem) return exception;
  if (exception instanceof HttpException && exception.getStatus() < 500) {
    return refusedBody(exception) ?? refusal(exception);
  }
  if (isOutOfService(exception)) {
    return new Problem('unavailable', 'the log or the store cannot take it: try again with the same Idempotency-Key');
  }
  return damageProblem(exception) ?? new Problem('internal', 'it is in the log of the server');
}

function refusal(exception: HttpException): Problem {
  const kind = KIND_OF_STATUS.get(exception.getStatus()) ?? 'invalid-request';
  return new Problem(kind, kind === 'not-found' ? `${exception.message}: /docs has what there is` : exception.message);
}
