/**
 * The build: one page, two module workers (engine and encoder), one service worker, and the header files of
 * static hosts. Prepared data in public/ is copied as it is.
 */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { finishSite } from './scripts/finish-site.ts';
import { SECURITY_HEADERS } from './scripts/headers.mjs';
import { messages } from './scripts/messages.ts';

const { 'Content-Security-Policy': _policy, ...isolationHeaders } = SECURITY_HEADERS;

function finish(): Plugin {
  let root = '';
  return {
    name: 'inkling:finish-site',
    apply: 'build',
    configResolved(config) {
      root = resolve(config.root, config.build.outDir);
    },
    async closeBundle(error) {
      if (!error) await finishSite(root);
    },
  };
}

export default defineConfig({
  plugins: [messages(), react(), finish()],
  resolve: {
    // Keeps ONNX Runtime's 26.9 MB of WASM out of the bundle; the encoder loads what it needs from /ort.
    conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  worker: {
    format: 'es',
    plugins: () => [messages()],
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  build: {
    target: 'es2022',
    // The policy allows no data: fonts or scripts, and files cache better.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { index: 'index.html', 'service-worker': 'src/shop/service-worker.ts' },
      output: {
        // A service worker rules the folder it lies in, and its address must never change.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  // Hot reloading needs inline scripts, so only the development server goes without the policy.
  server: { headers: isolationHeaders },
  preview: { headers: SECURITY_HEADERS },
});
