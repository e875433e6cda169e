import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const webChatFolder = new URL('./node_modules/botframework-webchat/', import.meta.url);
const webChatVersion = (JSON.parse(readFileSync(new URL('package.json', webChatFolder), 'utf8')) as { version: string }).version;
const webChatFile = `assets/webchat-${webChatVersion}.js`;

/** Web Chat's modules only bundle after install scripts ran, so its ready-made file is served as it is. */
function webChat(): Plugin {
  return {
    name: 'web-chat',
    generateBundle() {
      const source = readFileSync(new URL('dist/webchat.js', webChatFolder));
      this.emitFile({ type: 'asset', fileName: webChatFile, source });
    }
  };
}

/** Puts a compressed copy beside each script and style, so that the server compresses nothing while people wait. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    writeBundle({ dir }, bundle) {
      for (const fileName of Object.keys(bundle).filter(name => /\.(js|css)$/.test(name))) {
        const path = join(dir ?? '.', fileName);
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
      }
    }
  };
}

export default defineConfig({
  esbuild: { jsx: 'automatic' },
  plugins: [webChat(), compressed()],
  define: { __WEB_CHAT_ADDRESS__: JSON.stringify(`/${webChatFile}`) },
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } }
});
