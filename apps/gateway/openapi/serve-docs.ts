import { SwaggerModule } from '@nestjs/swagger';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AppSetup } from '#platform';
import { openApiDocument } from './openapi-document.js';

/** `/openapi.json`, and a page for people at `/docs`. To be called before the application listens. */
export function serveDocs(app: NestExpressApplication, { described }: Pick<AppSetup, 'described'>): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app, described()), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Parley API',
  });
}
