/**
 * The response headers of Inkling, in one place: our own server, Vite's preview and the files written for
 * static hosts all read them here. It knows no server and touches no file.
 */

/** One directive a line, so that a change of policy is a change of one line. */
const POLICY = [
  "default-src 'self'",
  // 'wasm-unsafe-eval' lets WebAssembly compile; it does not allow eval() or new Function().
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  // data: for SVG in stylesheets, blob: for pictures of a catalog the visitor opened from their own disk.
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // No text becomes markup or code; what may become a worker: src/compute/trusted-scripts.ts.
  "require-trusted-types-for 'script'",
  'trusted-types default',
];

/**
 * Sent with every response. Workers take their policy from their own response, not from the page's, so
 * sending these with the HTML alone would leave the workers free.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const SECURITY_HEADERS = Object.freeze({
  'Content-Security-Policy': POLICY.join('; '),
  // The next two make the page cross-origin isolated, which is what gives WASM its threads.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), ' +
    'microphone=(), midi=(), payment=(), usb=(), browsing-topics=()',
});

/** Files under here carry a content hash in their name, so a browser may keep them for good. */
export const HASHED_FOLDER = '/assets/';

/** Cache-Control of hashed files: one year, never asked for again. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Cache-Control of everything else: kept, but asked for (ETag, 304) before each use. */
export const REVALIDATE = 'no-cache';

/**
 * @param {string} path URL path, beginning with a slash
 * @returns {string} the value of its Cache-Control header
 */
export function cacheControl(path) {
  return path.startsWith(HASHED_FOLDER) ? IMMUTABLE : REVALIDATE;
}

/**
 * The app's addresses, which all answer with index.html. `*` stands for one path segment. Kept as a list, not
 * a catch-all, because a missing model file must be a 404: loaders parse what they get.
 */
export const APP_ROUTES = Object.freeze([
  '/',
  '/shop/*',
  '/item/*',
  '/search',
  '/ask',
  '/basket',
  '/checkout',
  '/thanks/*',
  '/saved',
  '/you',
  '/you/map',
  '/lab',
  '/lab/visitors',
]);

/**
 * @param {string} path URL path, beginning with a slash
 * @returns {boolean} whether the app has a page there
 */
export function isAppRoute(path) {
  return APP_ROUTES.some((route) =>
    new RegExp(`^${route.replaceAll('*', '[^/]+')}$`).test(path.length > 1 ? path.replace(/\/$/, '') : path),
  );
}
