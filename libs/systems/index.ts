export { ModelUrlSchema } from './model-url.js';
export { readSystemFile, systemProblems, type FileProblem, type SystemFile } from './system-file.js';
export { systemJsonSchema } from './system-json-schema.js';
export { SystemRequestSchema, type SystemRequest, type SystemRequestInput } from './system-request.js';
