/**
 * Writes the headers and routes of headers.mjs in the dialects of common static hosts. The build puts the
 * files into dist; each host reads its own and ignores the rest.
 */
import { APP_ROUTES, HASHED_FOLDER, IMMUTABLE, REVALIDATE, SECURITY_HEADERS } from './headers.mjs';

const headers = Object.entries(SECURITY_HEADERS);
const pages = APP_ROUTES.filter((route) => route !== '/');

/** Netlify and Cloudflare Pages. Both already revalidate whatever has no rule of its own. */
function netlifyHeaders() {
  return [
    '/*',
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    `${HASHED_FOLDER}*`,
    `  Cache-Control: ${IMMUTABLE}`,
    '',
  ].join('\n');
}

/** Netlify and Cloudflare Pages. A file that exists wins over its rule; the rest gets 404.html. */
function netlifyRedirects() {
  return `${pages.map((route) => `${route} /index.html 200`).join('\n')}\n`;
}

/** Vercel, with dist as the project's root. */
function vercel() {
  const config = {
    headers: [
      { source: '/(.*)', headers: headers.map(([key, value]) => ({ key, value })) },
      { source: `${HASHED_FOLDER}(.*)`, headers: [{ key: 'Cache-Control', value: IMMUTABLE }] },
    ],
    rewrites: pages.map((route) => ({ source: route.replace('*', ':name'), destination: '/index.html' })),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** The routes as one regular expression both nginx and Apache understand, without the leading slash. */
const pagePattern = pages.map((route) => route.slice(1).replace('*', '[^/]+')).join('|');

/** Apache 2.4 with mod_headers, mod_mime and mod_rewrite. */
function apache() {
  return `# Apache 2.4: mod_headers, mod_mime and mod_rewrite.
AddType application/wasm .wasm
AddType text/javascript .js .mjs
AddType application/manifest+json .webmanifest
ErrorDocument 404 /404.html

${headers.map(([name, value]) => `Header always set ${name} "${value}"`).join('\n')}
Header set Cache-Control "${REVALIDATE}"
<If "%{REQUEST_URI} =~ m#^${HASHED_FOLDER}#">
  Header set Cache-Control "${IMMUTABLE}"
</If>

RewriteEngine On
RewriteCond %{REQUEST_FILENAME} !-f
RewriteRule ^(${pagePattern})/?$ /index.html [L]
`;
}

/** The inside of an nginx `server` block. */
function nginx() {
  // A location with an add_header of its own inherits none from outside, so each repeats them all.
  const all = (/** @type {string} */ cache, /** @type {string} */ indent) =>
    [...headers, ['Cache-Control', cache]]
      .map(([name, value]) => `${indent}add_header ${name} "${value}" always;`)
      .join('\n');
  return `# Put this inside a server block whose root is the dist folder. nginx's own mime.types lacks .mjs before
# version 1.21.4: add it there to text/javascript if yours is older.
error_page 404 /404.html;
gzip on;
gzip_types text/css text/javascript application/javascript application/json application/wasm image/svg+xml;

location ${HASHED_FOLDER} {
${all(IMMUTABLE, '  ')}
  try_files $uri =404;
}

location ~ ^/(${pagePattern})/?$ {
${all(REVALIDATE, '  ')}
  try_files $uri /index.html;
}

location / {
${all(REVALIDATE, '  ')}
  try_files $uri $uri/index.html =404;
}
`;
}

/**
 * @returns {Record<string, string>} file contents by path inside dist
 */
export function hostingFiles() {
  return {
    _headers: netlifyHeaders(),
    _redirects: netlifyRedirects(),
    'vercel.json': vercel(),
    '.htaccess': apache(),
    'hosting/nginx.conf': nginx(),
  };
}
