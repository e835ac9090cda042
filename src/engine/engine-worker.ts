/** The engine's worker: exposes the Recommender to the page. */
import '../compute/trusted-scripts.ts';
import { startLocal } from './browser-host.ts';
import { Comlink } from './wire.ts';

Comlink.expose(startLocal());
