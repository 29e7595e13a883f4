import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type ProxyOptions } from 'vite';
import { mockServer } from './dev/mock.ts';

/** Where a real server listens, if the client is to be developed against one: `TEAMAGENDA=http://127.0.0.1:3552 npm run dev`. */
const realServer = process.env['TEAMAGENDA'];

const proxied: Record<string, ProxyOptions> = realServer
  ? { '/api': { target: realServer }, '/dav': { target: realServer } }
  : {};

export default defineConfig({
  plugins: [svelte(), ...(realServer ? [] : [mockServer()])],
  server: { proxy: proxied },
  preview: { proxy: proxied },
  build: {
    target: 'es2022',
    // The policy that the server sends forbids data: scripts and inline styles, so nothing may be inlined but small images.
    assetsInlineLimit: (path) => /\.(svg|png)$/.test(path),
    modulePreload: { polyfill: false },
  },
});
