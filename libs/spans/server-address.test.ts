import { describe, expect, it } from '@jest/globals';
import { serverAttributes } from './server-address.js';

describe('serverAttributes', () => {
  it.each([
    ['api.openai.com', undefined, 'api.openai.com', 443],
    ['localhost', 'http://localhost/v1', 'localhost', 80],
    ['localhost:8080', 'http://localhost:8080/v1', 'localhost', 8080],
    ['[::1]', 'http://[::1]/v1', '::1', 80],
    ['[::1]:9000', 'http://[::1]:9000/v1', '::1', 9000],
  ])('reads %s', (host, baseUrl, address, port) => {
    const attributes = serverAttributes(host, baseUrl === undefined ? {} : { baseUrl });
    expect(attributes).toEqual({ 'server.address': address, 'server.port': port });
  });

  it('says nothing of a server that is not known', () => {
    expect(serverAttributes(undefined, {})).toEqual({});
  });
});
