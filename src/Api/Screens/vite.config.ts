import { defineConfig } from 'vitest/config';

const engine = 'http://127.0.0.1:5080';

export default defineConfig({
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    // One entry a page: each gets only the script it needs, what they share becomes a chunk.
    rolldownOptions: { input: ['index.html'] },
    // The pages are served under a policy that allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  // `npm run dev` shows changes at once against an engine that runs beside it.
  server: {
    proxy: {
      '/v1': engine,
      '/health': engine,
      '/metrics': engine,
      '/openapi': engine,
      '/hubs': { target: engine, ws: true },
    },
  },
  test: { include: ['tests/**/*.test.ts'] },
});
