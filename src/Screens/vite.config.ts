import { readdirSync } from 'node:fs';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { packed } from './packed.ts';
import { preloaded } from './preloaded.ts';

const engine = 'http://127.0.0.1:5080';

/** The development server has the pages under their files' names; the engine has them under their addresses. */
const addresses: readonly (readonly [RegExp, string])[] = [
  [/^\/card\/[^/.]+$/, '/card.html'],
  [/^\/display\/[^/.]+\/[^/.]+$/, '/display.html'],
  [/^\/pos$/, '/pos.html'],
  [/^\/console$/, '/console.html'],
  [/^\/tour$/, '/tour.html'],
  [/^\/lounge\/[^/.]+$/, '/lounge.html'],
  [/^\/briefing\/[^/.]+\/[^/.]+$/, '/briefing.html'],
  [/^\/disruptions$/, '/disruptions.html'],
  [/^\/signed-in$/, '/signed-in.html'],
];

export default defineConfig({
  plugins: [
    packed(),
    preloaded(),
    {
      name: 'page-addresses',
      configureServer: ({ middlewares }) => {
        middlewares.use((request, _, next) => {
          const page = addresses.find(([address]) => address.test(request.url?.replace(/\?.*$/, '') ?? ''));
          if (page !== undefined) request.url = page[1];
          next();
        });
      },
    },
  ],
  // The client package is taken as it is written, so that it needs no build of its own here.
  resolve: { conditions: ['loyalty-source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['loyalty-source', 'module', 'node', 'development|production'] }, noExternal: ['@loyalty/client'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Every page here is an entry: each gets only the script it needs, what they share becomes a chunk.
    rolldownOptions: { input: readdirSync(import.meta.dirname).filter((file) => file.endsWith('.html')) },
    // The pages are served under a policy that allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  // `npm run dev` shows changes at once against an engine that runs beside it.
  server: {
    // In this form the Host header stays the page's own, as the engine demands of whoever calls it from a page.
    proxy: {
      '/v1': { target: engine },
      '/health': { target: engine },
      '/metrics': { target: engine },
      '/openapi': { target: engine },
      '/hubs': { target: engine, ws: true },
    },
  },
  test: { include: ['tests/**/*.test.ts'] },
});
