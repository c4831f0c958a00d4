import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { expect, it } from '@jest/globals';
import { listen } from './bootstrap.js';
import { ConfigError } from './config-error.js';
import { configFrom } from './config.js';

@Module({})
class Empty {}

it('names the address that is taken, and the setting that changes it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const app = await NestFactory.create<NestExpressApplication>(Empty, { logger: false });
  const refused = listen(app, configFrom({ PARLEY_PORT: String(port) }));
  await expect(refused).rejects.toBeInstanceOf(ConfigError);
  await expect(refused).rejects.toThrow(
    new RegExp(`cannot listen on 127.0.0.1:${port}: another process .*PARLEY_PORT`),
  );
  await app.close();
  other.close();
});
