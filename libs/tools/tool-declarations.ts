import { z } from 'zod';
import { HttpToolSpecSchema } from './http/http-tool-spec.js';
import { ToolServerSpecSchema } from './mcp/tool-server-spec.js';

/**
 * What an installation has beside the built-in tools. It is the word of who runs the installation, never of a request:
 * a server is a program to run, and a secret reference reads our environment and files.
 */
export const ToolDeclarationsSchema = z
  .strictObject({
    servers: z.array(ToolServerSpecSchema).default([]),
    http: z.array(HttpToolSpecSchema).default([]),
  })
  .superRefine(({ servers, http }, context) => {
    for (const [list, specs] of Object.entries({ servers, http })) {
      const names = specs.map(({ name }) => name);
      for (const [index, name] of names.entries()) {
        if (names.indexOf(name) === index) continue;
        context.addIssue({ code: 'custom', path: [list, index, 'name'], message: `"${name}" is declared twice` });
      }
    }
  });
export type ToolDeclarations = z.infer<typeof ToolDeclarationsSchema>;
