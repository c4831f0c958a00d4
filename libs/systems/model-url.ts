import { z } from 'zod';

/** Address of a model server. It is stored with every run, so nothing secret may stand in it. */
export const ModelUrlSchema = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL such as http://127.0.0.1:8080/v1' })
  .refine((text) => !URL.canParse(text) || isBare(new URL(text)), {
    error: 'must have no user, password, query or fragment: keys come from the environment (PARLEY_API_KEY)',
  });

const isBare = ({ username, password, search, hash }: URL): boolean => `${username}${password}${search}${hash}` === '';
