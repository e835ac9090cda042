/**
 * Written by `npm run messages` from the English catalogues: what each message wants to be told, and where the files
 * are.
 */
type Nothing = Record<never, never>;

export interface AskMessages {
  'ask.hello.1': Nothing;
  'ask.hello.2': Nothing;
  'ask.help.1': Nothing;
  'ask.thanks.1': Nothing;
  'ask.thanks.2': Nothing;
  'ask.thanks.3': Nothing;
  'ask.start-over.1': Nothing;
  'ask.start-over.2': Nothing;
  'ask.not-understood.1': Nothing;
  'ask.not-understood.2': Nothing;
  'ask.found.1': { total: number; shown: number };
  'ask.found.2': { total: number };
  'ask.found.3': { total: number };
  'ask.found-one.1': { title: string | number; priced: number; price: string | number };
  'ask.found-one.2': { title: string | number; priced: number; price: string | number };
  'ask.found-all.1': { total: number };
  'ask.found-all.2': { total: number };
  'ask.closest.1': { shown: number };
  'ask.closest.2': { shown: number };
  'ask.closest.3': { shown: number };
  'ask.anything.1': { shown: number };
  'ask.anything.2': { shown: number };
  'ask.lead.1': { title: string | number; price: string | number };
  'ask.lead.2': { title: string | number; price: string | number };
  'ask.lead.3': { title: string | number; price: string | number };
  'ask.lead-unpriced.1': { title: string | number };
  'ask.lead-unpriced.2': { title: string | number };
  'ask.lead-rated.1': { reviews: number; stars: string | number };
  'ask.lead-rated.2': { stars: string | number; reviews: number };
  'ask.ask-kind.1': Nothing;
  'ask.ask-kind.2': Nothing;
  'ask.ask-department.1': Nothing;
  'ask.ask-department.2': Nothing;
  'ask.ask-brand.1': Nothing;
  'ask.ask-price.1': Nothing;
  'ask.ask-price.2': Nothing;
  'ask.ask-tag.1': Nothing;
  'ask.ask-tag.2': Nothing;
  'ask.ask-attribute.1': { name: string | number };
  'ask.ask-attribute.2': { name: string | number };
  'ask.more.1': { shown: number };
  'ask.more.2': { shown: number };
  'ask.more.3': { shown: number };
  'ask.no-more.1': Nothing;
  'ask.no-more.2': Nothing;
  'ask.nothing.1': { parts: string | number };
  'ask.nothing.2': { parts: string | number };
  'ask.nothing-at-all.1': Nothing;
  'ask.nothing-at-all.2': Nothing;
  'ask.loosen.1': { parts: string | number; count: number };
  'ask.loosen.2': { parts: string | number; count: number };
  'ask.conflict.1': { parts: string | number };
  'ask.conflict.2': { parts: string | number };
  'ask.conflict-nearest.1': { part: string | number };
  'ask.conflict-without.1': Nothing;
  'ask.like.1': { title: string | number };
  'ask.like.2': { title: string | number };
  'ask.like-none.1': { title: string | number };
  'ask.goes-with.1': { title: string | number };
  'ask.goes-with.2': { title: string | number };
  'ask.goes-with-none.1': { title: string | number };
  'ask.why-asked.1': { title: string | number; parts: string | number };
  'ask.why-asked.2': { parts: string | number };
  'ask.why-words.1': { words: string | number };
  'ask.why-rated.1': { reviews: number; stars: string | number };
  'ask.why-own.1': { sentence: string | number };
  'ask.why-nothing.1': { title: string | number };
  'ask.tell.1': { title: string | number; price: string | number };
  'ask.tell.2': { title: string | number; price: string | number };
  'ask.tell-unpriced.1': { title: string | number };
  'ask.tell-has.1': { facts: string | number };
  'ask.tell-field.1': { title: string | number; name: string | number; value: string | number };
  'ask.tell-field.2': { name: string | number; title: string | number; value: string | number };
  'ask.tell-rating.1': { reviews: number; title: string | number; stars: string | number };
  'ask.tell-aspects.1': { facts: string | number };
  'ask.not-said.1': { title: string | number; field: string | number };
  'ask.not-said.2': { field: string | number; title: string | number };
  'ask.compare.1': { titles: string | number };
  'ask.compare.2': { titles: string | number };
  'ask.compare-cheapest.1': { title: string | number; price: string | number };
  'ask.compare-best.1': { title: string | number; stars: string | number; reviews: number };
  'ask.compare-few.1': Nothing;
  'ask.which.1': Nothing;
  'ask.which.2': Nothing;
  'ask.none-in-view.1': Nothing;
  'ask.no-such-place.1': Nothing;
  'ask.choose.1': { title: string | number; priced: number; price: string | number };
  'ask.choose.2': { title: string | number; priced: number; price: string | number };
  'ask.saved.1': { title: string | number };
  'ask.saved.2': { title: string | number };
  'ask.basket.1': { title: string | number };
  'ask.basket.2': { title: string | number };
  'ask.less.1': { title: string | number };
  'ask.less.2': { title: string | number };
  'ask.hidden.1': { title: string | number };
  'ask.undone.1': Nothing;
  'ask.nothing-to-undo.1': Nothing;
  'ask.open.1': { title: string | number };
  'ask.as-you-like.1': Nothing;
  'ask.as-you-like.2': Nothing;
  'ask.has': { name: string | number; value: string | number };
  'ask.aspect': { aspect: string | number; praise: number; both: number; complaints: number };
  'ask.button.either': Nothing;
  'ask.button.without': { parts: string | number; count: string | number };
  'ask.button.more': Nothing;
  'ask.button.compare': Nothing;
  'ask.button.cheaper': Nothing;
  'ask.button.like': Nothing;
  'ask.button.goes-with': Nothing;
  'ask.button.why': Nothing;
  'ask.button.open': Nothing;
  'ask.button.basket': Nothing;
  'ask.button.save': Nothing;
  'ask.button.choose': Nothing;
  'ask.button.start-over': Nothing;
  'ask.table': { titles: string | number };
  'ask.table.side': Nothing;
  'ask.table.price': Nothing;
  'ask.table.stars': Nothing;
  'ask.table.kind': Nothing;
  'ask.table.brand': Nothing;
  'ask.table.not-said': Nothing;
  'ask.table.stars-of': { stars: string | number; reviews: number };
  'ask.table.shared': { facts: string | number };
  'ask.title': Nothing;
  'ask.heading': Nothing;
  'ask.lead': Nothing;
  'ask.log': Nothing;
  'ask.you': Nothing;
  'ask.shop': Nothing;
  'ask.begin': Nothing;
  'ask.begin.department': { department: string | number };
  'ask.begin.tag': { tag: string | number };
  'ask.begin.help': Nothing;
  'ask.input': Nothing;
  'ask.hint': Nothing;
  'ask.send': Nothing;
  'ask.start-over': Nothing;
  'ask.kept': Nothing;
  'ask.kept-paused': Nothing;
  'ask.kept-private': Nothing;
  'ask.understood': Nothing;
  'ask.remove': { part: string | number };
  'ask.items': Nothing;
  'ask.thinking': Nothing;
  'ask.failed': Nothing;
  'ask.undo': Nothing;
  'ask.unknown.1': { words: string | number };
  'ask.unknown.2': { words: string | number };
  'ask.begin.price': { price: string | number };
  'ask.started-over': Nothing;
  'ask.bring-back': Nothing;
}

export interface CopyMessages {
  'copy.shelf.more-for': { things: string | number };
  'copy.shelf.good-for': { things: string | number };
  'copy.shelf.for': { things: string | number };
  'copy.shelf.for-your': { things: string | number };
  'copy.shelf.more-for-your': { things: string | number };
  'copy.shelf.more': { things: string | number };
  'copy.shelf.more-in': { name: string | number };
  'copy.shelf.label': { things: string | number };
  'copy.in-mind': { things: string | number };
  'copy.good-for': { things: string | number };
  'copy.switch.name': Nothing;
  'copy.switch.note': Nothing;
  'copy.switch.on': Nothing;
  'copy.switch.off': Nothing;
}

export interface EngineMessages {
  'engine.no-item': { id: string | number };
  'engine.private': Nothing;
  'engine.unknown-person': Nothing;
  'engine.first-person': Nothing;
  'engine.unknown-example': Nothing;
  'engine.no-catalog': Nothing;
  'engine.shop-lacks': { file: string | number };
  'engine.shop-replaced': Nothing;
  'engine.demo-instead': Nothing;
  'engine.pack-missing': Nothing;
  'engine.pack-version': Nothing;
  'engine.pack-old': Nothing;
  'engine.no-meaning': Nothing;
  'engine.other-picture': Nothing;
  'engine.no-weather': Nothing;
  'engine.no-tensors': { problem: string | number };
  'engine.no-backend': { notes: string | number };
  'engine.storage.refused': { why: 'offset' | 'missing' | 'silent' | 'newer' | (string & {}) };
  'engine.storage.here-only': { problem: string | number };
  'engine.storage.lost': { why: 'offset' | 'full' | (string & {}) };
  'engine.file.large': { megabytes: string | number };
  'engine.file.not-json': Nothing;
  'engine.file.not-history': Nothing;
  'engine.file.version': { version: string | number };
  'engine.file.shop': { shop: string | number };
  'engine.file.no-events': Nothing;
  'engine.file.long': { events: string | number; most: string | number };
  'engine.file.event': { place: string | number; events: string | number; problem: string | number };
  'engine.file.event-shop': { place: string | number; events: string | number };
  'engine.file.event-twice': { place: string | number; events: string | number };
}

export interface ExampleMessages {
  'example.name': {
    who: 'offset' | 'camper' | 'baker' | 'pets' | 'presents' | 'stranger' | (string & {});
    group: string | number;
  };
  'example.sentence': {
    who: 'offset' | 'camper' | 'baker' | 'pets' | 'presents' | 'stranger' | (string & {});
    group: string | number;
  };
  'example.after': {
    who: 'offset' | 'camper' | 'baker' | 'pets' | 'presents' | (string & {});
    group: string | number;
  };
  'example.did': {
    type: 'offset' | 'purchase' | 'add_to_cart' | 'add_to_wishlist' | (string & {});
    title: string | number;
    times: number;
    ago: 'offset' | 'weeks' | (string & {});
    weeks: string | number;
    days: number;
  };
}

export interface HomeMessages {
  'home.waking': Nothing;
  'home.stranger': Nothing;
  'home.basis': { events: number };
  'home.guesses': { guesses: number; all: string | number };
  'home.failed': Nothing;
  'greeting.sunday.night': Nothing;
  'greeting.sunday.morning': Nothing;
  'greeting.sunday.afternoon': Nothing;
  'greeting.sunday.evening': Nothing;
  'greeting.monday.night': Nothing;
  'greeting.monday.morning': Nothing;
  'greeting.monday.afternoon': Nothing;
  'greeting.monday.evening': Nothing;
  'greeting.tuesday.night': Nothing;
  'greeting.tuesday.morning': Nothing;
  'greeting.tuesday.afternoon': Nothing;
  'greeting.tuesday.evening': Nothing;
  'greeting.wednesday.night': Nothing;
  'greeting.wednesday.morning': Nothing;
  'greeting.wednesday.afternoon': Nothing;
  'greeting.wednesday.evening': Nothing;
  'greeting.thursday.night': Nothing;
  'greeting.thursday.morning': Nothing;
  'greeting.thursday.afternoon': Nothing;
  'greeting.thursday.evening': Nothing;
  'greeting.friday.night': Nothing;
  'greeting.friday.morning': Nothing;
  'greeting.friday.afternoon': Nothing;
  'greeting.friday.evening': Nothing;
  'greeting.saturday.night': Nothing;
  'greeting.saturday.morning': Nothing;
  'greeting.saturday.afternoon': Nothing;
  'greeting.saturday.evening': Nothing;
  'greeting.rain': { part: 'offset' | 'morning' | 'afternoon' | 'evening' | (string & {}) };
  'greeting.snow': { part: 'offset' | 'morning' | 'afternoon' | 'evening' | (string & {}) };
  'greeting.cold': { part: 'offset' | 'morning' | 'afternoon' | 'evening' | (string & {}) };
  'greeting.mild': { part: 'offset' | 'morning' | 'afternoon' | 'evening' | (string & {}) };
  'greeting.hot': { part: 'offset' | 'morning' | 'afternoon' | 'evening' | (string & {}) };
}

export interface KnownMessages {
  'known.taste.so-far': { lately: string | number };
  'known.taste.both': { lately: string | number; usually: string | number };
  'known.taste.as-well': { usually: string | number; fresh: string | number };
  'known.taste.mostly': { usually: string | number; lately: string | number };
  'known.taste.more': { lately: string | number; usually: string | number };
  'known.taste.as-ever': { lately: string | number };
  'known.taste.lately': { lately: string | number };
  'known.taste.usually': { usually: string | number };
  'known.taste.department': { name: string | number };
  'known.taste.none': Nothing;
  'known.summary': { taste: string | number; orders: string | number };
  'known.orders': { orders: number };
  'known.fact.orders': {
    orders: number;
    unit: 'offset' | 'day' | 'week' | 'month' | (string & {});
    count: number;
    basket: 'offset' | 'things' | 'spend' | (string & {});
    things: number;
    spend: string | number;
  };
  'known.fact.repeat': {
    title: string | number;
    unit: 'offset' | 'day' | 'week' | (string & {});
    count: number;
    orders: number;
  };
  'known.fact.weekday': {
    day: string | number;
    all: 'offset' | 'yes' | (string & {});
    visits: string | number;
    some: string | number;
  };
  'known.fact.hour': {
    part: 'offset' | 'morning' | 'afternoon' | 'evening' | (string & {});
    all: 'offset' | 'yes' | (string & {});
    visits: string | number;
    some: string | number;
  };
  'known.fact.visits': { visits: string | number; days: number; things: number };
  'known.fact.dwell': { unit: 'offset' | 'second' | (string & {}); time: number; pages: string | number };
  'known.fact.price': {
    band: 'offset' | 'cheaper' | 'middle' | (string & {});
    some: string | number;
    all: string | number;
  };
  'known.intent.browsing': { things: number };
  'known.intent.comparing': { kind: string | number; things: string | number };
  'known.intent.buying': { things: number };
  'known.intent.due': { title: string | number };
  'known.intent.again': { title: string | number };
  'known.intent.gift': Nothing;
  'known.aversion': {
    how: 'offset' | 'said' | 'removed' | (string & {});
    things: string | number;
    count: string | number;
  };
  'known.things': {
    of: 'offset' | 'department' | 'brand' | 'kind' | 'colour' | 'material' | (string & {});
    name: string | number;
  };
  'known.group': { by: 'offset' | 'title' | 'department' | 'tag' | (string & {}); name: string | number };
  'known.narrowing': { things: string | number };
  'known.narrowing.private': Nothing;
  'known.did': {
    type:
      | 'offset'
      | 'view_item'
      | 'select_item'
      | 'search'
      | 'add_to_cart'
      | 'remove_from_cart'
      | 'add_to_wishlist'
      | 'purchase'
      | 'rate'
      | 'hide'
      | 'more_like_this'
      | 'less_like_this'
      | 'view_item_list'
      | 'user_engagement'
      | (string & {});
  };
  'known.did.stars': { type: 'offset' | 'review' | (string & {}); stars: string | number };
  'known.did.facet': { type: 'offset' | 'hide' | 'more_like_this' | (string & {}) };
  'known.shown': { count: number };
  'known.gone': Nothing;
  'moment.hour': { part: 'offset' | 'night' | 'morning' | 'midday' | 'afternoon' | (string & {}) };
  'moment.day-and-hour': { day: string | number; hour: string | number };
  'moment.season': {
    season: 'offset' | 'winter' | 'spring' | 'summer' | (string & {});
    stage: 'offset' | 'early' | 'mid' | (string & {});
  };
  'moment.holiday': {
    holiday: 'offset' | 'valentine' | 'mother' | 'easter' | 'father' | 'halloween' | 'friday' | (string & {});
  };
  'moment.holiday.none': Nothing;
  'moment.holiday.today': { holiday: string | number };
  'moment.holiday.tomorrow': { holiday: string | number };
  'moment.holiday.days': { count: number; holiday: string | number };
  'moment.holiday.weeks': { count: number; holiday: string | number };
  'moment.device': { device: 'offset' | 'phone' | 'computer' | (string & {}) };
  'moment.on': { device: 'offset' | 'phone' | (string & {}) };
  'moment.session': { count: number };
  'moment.visit': { count: number };
  'moment.separator': Nothing;
}

export interface LabMessages {
  'lab.about': Nothing;
  'lab.part.inside': Nothing;
  'lab.part.fusions': Nothing;
  'lab.part.replay': Nothing;
  'lab.part.compare': Nothing;
  'lab.part.visitors': Nothing;
  'lab.part.meaning': Nothing;
  'lab.part.device': Nothing;
  'lab.part.own-shop': Nothing;
  'lab.cancel': Nothing;
  'lab.in-use': Nothing;
  'lab.percent': { percent: string | number };
  'lab.borrow': Nothing;
  inspector: Nothing;
  'inspector.about': Nothing;
  'inspector.back': Nothing;
  'inspector.failed': { problem: string | number };
  'inspector.empty': Nothing;
  'inspector.empty-text': Nothing;
  'inspector.cells': Nothing;
  'inspector.values': Nothing;
  'inspector.contributions': Nothing;
  'inspector.picked': Nothing;
  'inspector.leave-out': { title: string | number };
  'inspector.slope': Nothing;
  'inspector.slope-about': { candidates: number; shared: 'offset' | 'yes' | (string & {}) };
  'inspector.context': Nothing;
  'inspector.context-about': Nothing;
  'inspector.volumes': Nothing;
  'inspector.volumes-about': Nothing;
  picker: Nothing;
  'picker.hint': Nothing;
  'picker.none': Nothing;
  ablation: Nothing;
  'ablation.comes-in': Nothing;
  'ablation.restore': Nothing;
  'ablation.hint': Nothing;
  'ablation.silence': Nothing;
  'ablation.same': { silent: number };
  'ablation.changed': { silent: number; came: string | number; went: string | number };
  'ablation.more': { count: string | number };
  signals: Nothing;
  'signals.signal': Nothing;
  'signals.weight': Nothing;
  'signals.volume': { volume: string | number };
  'signals.as-asked': Nothing;
  'signals.silenced': Nothing;
  'signals.nothing-to-say': Nothing;
  'signals.bar': {
    of: 'offset' | 'known' | (string & {});
    straight: string | number;
    curved: string | number;
  };
  'signals.score': Nothing;
  'signals.place-by-score': Nothing;
  'signals.place-on-shelf': Nothing;
  'signals.legend': { shown: 'offset' | 'values' | (string & {}); level: 'offset' | 'late' | (string & {}) };
  'slope.both': { title: string | number; before: number; after: number };
  'slope.no-score': { title: string | number; after: number };
  'slope.not-on-shelf': { title: string | number; before: number };
  'volumes.group': Nothing;
  'volumes.set': Nothing;
  'volumes.learned': Nothing;
  'volumes.in-all': Nothing;
  'context.off': Nothing;
  'context.of.events': Nothing;
  'context.of.orders': Nothing;
  'context.of.touched': Nothing;
  'context.of.session': Nothing;
  'context.of.session-minutes': Nothing;
  'context.of.session-returns': Nothing;
  'context.of.gap': Nothing;
  'context.of.since-last': Nothing;
  'context.of.repeat-share': Nothing;
  'context.of.bought-share': Nothing;
  'context.of.focus': Nothing;
  'context.of.only-new': Nothing;
  'context.of.new-visitor': Nothing;
  'context.of.basket': Nothing;
  'context.of.item-item-speaks': Nothing;
  'context.of.factors-speak': Nothing;
  'context.of.popularity-speaks': Nothing;
  'context.of.hour-sin': Nothing;
  'context.of.hour-cos': Nothing;
  'context.of.weekend': Nothing;
  'context.of.season-sin': Nothing;
  'context.of.season-cos': Nothing;
  'context.of.holiday': Nothing;
  'context.of.phone': Nothing;
  fusions: Nothing;
  'fusions.about': Nothing;
  'fusions.way': Nothing;
  'fusions.new': Nothing;
  'fusions.all': Nothing;
  'fusions.shops-choice': Nothing;
  'fusions.measure': Nothing;
  'fusions.failed': { problem: string | number };
  'fusion.gated': Nothing;
  'fusion.gated-about': Nothing;
  'fusion.early': Nothing;
  'fusion.early-about': Nothing;
  'fusion.late': Nothing;
  'fusion.late-about': Nothing;
  'fusions.lists': { shared: number };
  'fusions.place-with': { place: number; level: 'offset' | 'gated' | 'early' | (string & {}) };
  replay: Nothing;
  'replay.about': Nothing;
  'replay.run': Nothing;
  'replay.again': Nothing;
  'replay.running': Nothing;
  'replay.progress': Nothing;
  'replay.choice': { choice: string | number; total: string | number };
  'replay.starting': Nothing;
  'replay.failed': { problem: string | number };
  'replay.changed': Nothing;
  'replay.none': Nothing;
  'replay.none-text': Nothing;
  'replay.few': Nothing;
  'replay.few-text': { found: string | number; fewest: string | number };
  'replay.compare-by': Nothing;
  'replay.measure.hit20': Nothing;
  'replay.measure.hit10': Nothing;
  'replay.measure.mrr': Nothing;
  'replay.note': { measure: 'offset' | 'hit20' | 'hit10' | (string & {}); choices: number };
  'replay.ranker': Nothing;
  'replay.estimate': Nothing;
  'replay.interval': Nothing;
  'replay.low-high': { low: string | number; high: string | number };
  'replay.by-choice': Nothing;
  'replay.places': Nothing;
  'replay.chosen': Nothing;
  'replay.known': Nothing;
  'replay.met': { day: string | number };
  'replay.events': { known: number };
  'replay.of': { of: string | number };
  'replay.legend': Nothing;
  compare: Nothing;
  'compare.about': Nothing;
  'compare.one': Nothing;
  'compare.other': Nothing;
  'compare.start': Nothing;
  'compare.same': Nothing;
  'compare.started': Nothing;
  'compare.stop': Nothing;
  'compare.stopped': Nothing;
  'compare.ties': { ties: number };
  'compare.wins': { wins: number };
  'compare.openings': { openings: number };
  'compare.undecided': Nothing;
  'compare.estimate': {
    title: string | number;
    share: string | number;
    low: string | number;
    high: string | number;
  };
  visitors: Nothing;
  'visitors.invitation': Nothing;
  'visitors.meet': Nothing;
  'visitors.title': { count: number };
  'visitors.coming': Nothing;
  'visitors.about': Nothing;
  'visitors.failed': Nothing;
  'visitors.shelf': { shelf: string | number; name: string | number };
  'visitors.departments': { count: number };
  'visitors.share': {
    shelf: string | number;
    after: string | number;
    catalog: string | number;
    times: string | number;
  };
  'visitors.events': { events: number };
  'visitors.nothing': Nothing;
  'visitors.become': Nothing;
  'visitors.became': { name: string | number };
  'visitors.mix': { all: string | number; departments: string | number };
  'visitors.mix-part': { count: string | number; department: string | number };
  'visitors.overlap': Nothing;
  'visitors.overlap-about': { mean: string | number };
  'visitors.overlap-table': Nothing;
  meaning: Nothing;
  'meaning.about': Nothing;
  'meaning.label': Nothing;
  'meaning.run': Nothing;
  'meaning.running': Nothing;
  'meaning.by-words': Nothing;
  'meaning.by-meaning': Nothing;
  'meaning.no-encoder': Nothing;
  'meaning.no-vectors': Nothing;
  'meaning.failed': { problem: string | number };
  'meaning.nothing': Nothing;
  'encoder.idle': Nothing;
  'encoder.ready': Nothing;
  'encoder.failed': Nothing;
  'encoder.loading': Nothing;
  'encoder.progress': Nothing;
  'encoder.loaded': { loaded: string | number; total: string | number };
  'encoder.starting': { total: string | number };
  state: Nothing;
  'state.engine': Nothing;
  'state.engine.loading': Nothing;
  'state.engine.ready': Nothing;
  'state.engine.failed': Nothing;
  'state.backend': Nothing;
  'state.encoder': Nothing;
  'state.storage': Nothing;
  'state.recording': Nothing;
  'state.recording.on': Nothing;
  'state.recording.paused': Nothing;
  'state.shop': Nothing;
  'state.shop.which': {
    name: string | number;
    items: number;
    which: 'offset' | 'brought' | 'demo' | (string & {});
  };
  'state.note': Nothing;
  'backend.webgpu': Nothing;
  'backend.wasm': Nothing;
  'backend.cpu': Nothing;
  measure: Nothing;
  'measure.about': Nothing;
  'measure.running': Nothing;
  'measure.way': Nothing;
  'measure.outcome': Nothing;
  'measure.trial': Nothing;
  'measure.correct': Nothing;
  'measure.not-used': Nothing;
  'measure.ranking': { items: number; middle: string | number; runs: number; slow: string | number };
  'measure.failed': { problem: string | number };
  memory: Nothing;
  'memory.tab': Nothing;
  'memory.measuring': Nothing;
  'memory.untold': Nothing;
  'memory.whole': { size: string | number };
  'memory.page': { size: string | number };
  'memory.pack': Nothing;
  'memory.pack-size': { files: string | number; arrays: string | number };
  'memory.tensors': Nothing;
  'memory.no-tensors': Nothing;
  'memory.held': { tensors: number; size: string | number };
  timings: Nothing;
  'timings.about': Nothing;
  'timings.none': Nothing;
  'timings.table': Nothing;
  'timings.step': Nothing;
  'timings.scale': { from: string | number; to: string | number };
  'timings.runs': Nothing;
  'timings.middle': Nothing;
  'timings.of.open': Nothing;
  'timings.of.backend': Nothing;
  'timings.of.signals': Nothing;
  'timings.of.fusion': Nothing;
  'timings.of.home': Nothing;
  'timings.of.search': Nothing;
  'timings.of.encode': Nothing;
  'timings.of.explain': Nothing;
  'timings.of.record': Nothing;
}

export interface MapMessages {
  'map.title': Nothing;
  'map.heading': Nothing;
  'map.back': Nothing;
  'map.lead': { by: 'offset' | 'department' | (string & {}); count: number; steps: number };
  'map.lead-waiting': Nothing;
  'map.stopped': Nothing;
  'map.stopped-text': Nothing;
  'map.draw': Nothing;
  'map.failed': Nothing;
  'map.show-as': Nothing;
  'map.as-map': Nothing;
  'map.as-table': Nothing;
  'map.drawing': Nothing;
  'map.opening': Nothing;
  'map.progress': { phase: string | number; seconds: number };
  'map.stop': Nothing;
  'map.departments': Nothing;
  'map.show-all': Nothing;
  'map.role': Nothing;
  'map.keys': Nothing;
  'map.zoom-in': Nothing;
  'map.zoom-out': Nothing;
  'map.whole': Nothing;
  'map.card.did': { what: string | number; date: string | number };
  'map.card.close': Nothing;
  'map.card.spoken': { title: string | number; place: string | number };
  'map.card.spoken-did': { title: string | number; place: string | number; did: string | number };
  'map.path': Nothing;
  'map.path.last': Nothing;
  'map.path.newest-first': Nothing;
  'map.path.none': Nothing;
  'map.path.none-text': Nothing;
  'map.path.step': { what: string | number; when: string | number };
  'map.path.opened': Nothing;
  'map.path.and': { before: string | number; next: string | number };
  'map.regions': Nothing;
  'map.regions.title': Nothing;
  'map.regions.caption': Nothing;
  'map.regions.region': Nothing;
  'map.regions.things': Nothing;
  'map.regions.heart': Nothing;
  'map.regions.beside': Nothing;
  'map.regions.steps': Nothing;
  'map.regions.whole': Nothing;
}

export interface MeasuredMessages {
  'measured.rival': { of: 'offset' | 'as_set' | 'gated' | 'early' | 'late' | 'popularity' | (string & {}) };
  'measured.rival.about': {
    of: 'offset' | 'as_set' | 'gated' | 'early' | 'late' | 'popularity' | (string & {});
  };
  'measured.rival.in-use': Nothing;
  'measured.often': { often: 'offset' | 'nearly' | 'twothirds' | 'half' | (string & {}); times: number };
  'measured.comparison.none': Nothing;
  'measured.comparison.level': { visits: number };
  'measured.comparison.ahead': {
    ahead: string | number;
    behind: string | number;
    wins: number;
    losses: number;
    convincing: 'offset' | 'yes' | (string & {});
    often: string | number;
  };
  'measured.replay.found': {
    ours: string | number;
    found: number;
    choices: number;
    theirs: string | number;
    foundByTheirs: number;
  };
  'measured.replay.level': Nothing;
  'measured.replay.nearer': {
    ahead: 'offset' | 'ours' | (string & {});
    theirs: string | number;
    title: string | number;
    count: number;
    decided: number;
    often: string | number;
  };
  'measured.backend': { backend: 'offset' | 'webgpu' | 'wasm' | (string & {}) };
  'measured.backend.none': Nothing;
  'measured.backend.only': { backend: string | number };
  'measured.backend.both': { backend: string | number; other: string | number; limit: number };
  'measured.backend.faster': {
    backend: string | number;
    ms: string | number;
    other: string | number;
    otherMs: string | number;
  };
  'measured.backend.refused': { backend: string | number; note: string | number };
  'measured.backend.failed': Nothing;
}

export interface MediaMessages {
  hue: {
    hue:
      | 'offset'
      | 'red'
      | 'orange'
      | 'yellow'
      | 'green'
      | 'teal'
      | 'blue'
      | 'purple'
      | 'pink'
      | 'brown'
      | 'cream'
      | 'white'
      | 'grey'
      | (string & {});
  };
  'hue.tinted': {
    tone: 'offset' | 'deep' | 'pale' | 'bright' | (string & {});
    hue:
      | 'offset'
      | 'red'
      | 'orange'
      | 'yellow'
      | 'green'
      | 'teal'
      | 'blue'
      | 'purple'
      | 'pink'
      | 'brown'
      | 'cream'
      | 'white'
      | 'grey'
      | (string & {});
  };
  shade: {
    shade:
      | 'offset'
      | 'red'
      | 'coral'
      | 'orange'
      | 'mustard'
      | 'yellow'
      | 'moss'
      | 'green'
      | 'teal'
      | 'sky'
      | 'blue'
      | 'navy'
      | 'violet'
      | 'pink'
      | 'brown'
      | 'cream'
      | (string & {});
  };
  shades: Nothing;
  'shades.other': Nothing;
  'shades.title': { colour: string | number };
  'shades.title-words': { query: string | number; colour: string | number };
  'shades.here': Nothing;
  'shades.remove': { colour: string | number };
  'shades.search': { colour: string | number };
  'shades.of-item': Nothing;
  'shades.begin': Nothing;
  'filters.hue': Nothing;
  'filters.colour-named': Nothing;
  'picture.search': Nothing;
  'picture.choose': Nothing;
  'picture.take': Nothing;
  'picture.invite': Nothing;
  'picture.invite-text': Nothing;
  'picture.drop': Nothing;
  'picture.yours': Nothing;
  'picture.stays': Nothing;
  'picture.remove': Nothing;
  'picture.removed': Nothing;
  'picture.reading': Nothing;
  'picture.title': Nothing;
  'picture.title-words': { query: string | number };
  'picture.alt': Nothing;
  'picture.gone': Nothing;
  'picture.first-only': Nothing;
  'picture.not-one': Nothing;
  'picture.failed': { name: string | number };
  'picture.broken': Nothing;
  'found.looks': { count: number };
  'found.shade': { count: number };
  'found.reading': { count: number };
  'found.both': { count: number };
  'found.words': { count: number };
  'nothing.shade': Nothing;
  'nothing.shade-text': Nothing;
}

export interface ModelMessages {
  'model.title': Nothing;
  'model.switch': Nothing;
  'model.does': Nothing;
  'model.browser-here': Nothing;
  'model.browser-away': Nothing;
  'model.site': { name: string | number; size: string | number };
  'model.opening': Nothing;
  'model.opening.share': { percent: string | number };
  'model.opening.bytes': { loaded: string | number; total: string | number };
  'model.opening.wait': Nothing;
  'model.cancel': Nothing;
  'model.on': Nothing;
  'model.failed': Nothing;
}

export interface OwnShopMessages {
  'own-shop': Nothing;
  'own-shop.about': Nothing;
  'own-shop.open': { name: string | number };
  'own-shop.return': Nothing;
  'own-shop.returned': { name: string | number };
  'own-shop.failed': { problem: string | number };
  'own-shop.cancel': Nothing;
  'own-shop.cancelled': Nothing;
  'own-shop.checking': Nothing;
  'own-shop.building': Nothing;
  'own-shop.starting': Nothing;
  'own-shop.progress': {
    phase: string | number;
    counted: 'offset' | 'yes' | (string & {});
    percent: string | number;
    unit: 'offset' | 'moments' | 'seconds' | 'minutes' | (string & {});
    left: string | number;
  };
  'own-shop.other-files': Nothing;
  'own-shop.built': { name: string | number };
  'own-shop.built-text': { items: number };
  'own-shop.visit': Nothing;
  'own-shop.another': Nothing;
  'own-shop.my-shop': Nothing;
  'own-shop.name': Nothing;
  'own-shop.skip': { count: number };
  'own-shop.skip-hint': Nothing;
  'own-shop.build': Nothing;
  files: Nothing;
  'files.invitation': Nothing;
  'files.items': Nothing;
  'files.items-about': Nothing;
  'files.items-choose': Nothing;
  'files.items-region': Nothing;
  'files.orders': Nothing;
  'files.orders-about': Nothing;
  'files.orders-choose': Nothing;
  'files.orders-region': Nothing;
  'files.media': Nothing;
  'files.media-about': Nothing;
  'files.media-choose': Nothing;
  'files.media-folder': Nothing;
  'files.media-count': { count: number };
  'files.media-remove': Nothing;
  'files.remove': { file: string | number };
  'files.check': Nothing;
  'check.usable': Nothing;
  'check.unusable': Nothing;
  'check.items': Nothing;
  'check.purchases': Nothing;
  'check.events': Nothing;
  'check.customers': Nothing;
  'check.span': Nothing;
  'check.no-orders': Nothing;
  'check.no-orders-text': Nothing;
  'check.pictures': Nothing;
  'check.recordings': Nothing;
  'check.unused': { count: number };
  'check.problems': Nothing;
  'check.problem-count': { count: number; cut: 'offset' | 'yes' | (string & {}); shown: string | number };
  'check.problem-list': Nothing;
  'check.where': Nothing;
  'check.what': Nothing;
  'check.line': { line: number };
  'check.notes': Nothing;
  'check.notes-title': Nothing;
  'check.sample': Nothing;
  'check.sample-title': Nothing;
  'check.item': Nothing;
  'check.department': Nothing;
  'check.price': Nothing;
  formats: Nothing;
  'formats.about': Nothing;
  'formats.needed': Nothing;
  'formats.example': { file: string | number };
  'formats.copy': Nothing;
  'formats.copied': Nothing;
  'formats.refused': Nothing;
  'formats.any-other': Nothing;
  'formats.items.id': Nothing;
  'formats.items.title': Nothing;
  'formats.items.description': Nothing;
  'formats.items.price': Nothing;
  'formats.items.category': Nothing;
  'formats.items.brand': Nothing;
  'formats.items.image': Nothing;
  'formats.items.stock': Nothing;
  'formats.items.tags': Nothing;
  'formats.items.other': Nothing;
  'formats.orders.item': Nothing;
  'formats.orders.user': Nothing;
  'formats.orders.order': Nothing;
  'formats.orders.time': Nothing;
  'formats.orders.event': Nothing;
  'formats.orders.quantity': Nothing;
  'formats.orders.rating': Nothing;
}

export interface PartMessages {
  'part.price-max': { price: string | number };
  'part.price-min': { price: string | number };
  'part.price': { from: string | number; to: string | number };
  'part.rating': { stars: string | number };
  'part.property': { value: string | number };
  'part.property-not': { value: string | number };
  'part.attribute': { name: string | number; value: string | number };
  'part.attribute-not': { name: string | number; value: string | number };
  'part.recipient': { who: string | number };
  'part.occasion': { occasion: string | number };
  'part.count': { count: number };
  'part.cheaper': { title: string | number };
  'part.dearer': { title: string | number };
  'part.like': { title: string | number };
}

export interface ReasonsMessages {
  'reason.again.rhythm.short': { unit: 'offset' | 'day' | 'week' | (string & {}); count: number };
  'reason.again.rhythm.1': { unit: 'offset' | 'day' | 'week' | (string & {}); count: number };
  'reason.again.rhythm.2': { unit: 'offset' | 'day' | 'week' | (string & {}); count: number };
  'reason.again.short': { orders: number };
  'reason.again': { orders: number };
  'reason.own.short': {
    deed:
      | 'offset'
      | 'bought'
      | 'praised'
      | 'reviewed'
      | 'loved'
      | 'rated'
      | 'basketed'
      | 'saved'
      | 'viewed'
      | 'searched'
      | (string & {});
  };
  'reason.own': {
    deed:
      | 'offset'
      | 'bought'
      | 'praised'
      | 'reviewed'
      | 'loved'
      | 'rated'
      | 'basketed'
      | 'saved'
      | 'viewed'
      | 'searched'
      | (string & {});
  };
  'reason.like.short': {
    deed:
      | 'offset'
      | 'bought'
      | 'reviewed'
      | 'rated'
      | 'basketed'
      | 'saved'
      | 'viewed'
      | 'asked'
      | 'wished'
      | (string & {});
    title: string | number;
  };
  'reason.like.1': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.like.2': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.like.3': {
    deed:
      | 'offset'
      | 'bought'
      | 'reviewed'
      | 'rated'
      | 'basketed'
      | 'saved'
      | 'viewed'
      | 'asked'
      | 'wished'
      | (string & {});
    title: string | number;
  };
  'reason.looks.short': { title: string | number };
  'reason.looks.1': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.looks.2': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.sounds.short': { title: string | number };
  'reason.sounds.1': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.sounds.2': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.together.short': { title: string | number };
  'reason.together.1': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.together.2': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.alike.colour': {
    tone: 'offset' | 'deep' | 'pale' | 'bright' | (string & {});
    hue:
      | 'offset'
      | 'red'
      | 'orange'
      | 'yellow'
      | 'green'
      | 'teal'
      | 'blue'
      | 'purple'
      | 'pink'
      | 'brown'
      | 'cream'
      | 'white'
      | 'grey'
      | (string & {});
  };
  'reason.alike.shape': Nothing;
  'reason.alike.colour-and-shape': {
    tone: 'offset' | 'deep' | 'pale' | 'bright' | (string & {});
    hue:
      | 'offset'
      | 'red'
      | 'orange'
      | 'yellow'
      | 'green'
      | 'teal'
      | 'blue'
      | 'purple'
      | 'pink'
      | 'brown'
      | 'cream'
      | 'white'
      | 'grey'
      | (string & {});
  };
  'reason.alike.sound': {
    pace: 'offset' | 'low' | 'high' | (string & {});
    both: 'offset' | 'yes' | (string & {});
    light: 'offset' | 'low' | 'high' | (string & {});
  };
  'reason.with.short': { title: string | number };
  'reason.with.1': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.with.2': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.with.3': {
    title: string | number;
    deed: 'offset' | 'bought' | 'reviewed' | 'rated' | 'basketed' | 'saved' | 'viewed' | (string & {});
  };
  'reason.people.short': Nothing;
  'reason.people.1': Nothing;
  'reason.people.2': Nothing;
  'reason.popular.short': { when: 'offset' | 'week' | (string & {}) };
  'reason.popular.1': { when: 'offset' | 'week' | (string & {}) };
  'reason.popular.2': { when: 'offset' | 'week' | (string & {}) };
  'reason.favourite.short': Nothing;
  'reason.favourite.1': Nothing;
  'reason.favourite.2': Nothing;
  'reason.season.short': { month: string | number };
  'reason.season.1': { month: string | number };
  'reason.season.2': { month: string | number };
  'reason.this-season.short': Nothing;
  'reason.this-season': Nothing;
  'reason.hour.short': { part: 'offset' | 'night' | 'morning' | 'midday' | 'afternoon' | (string & {}) };
  'reason.hour.1': { part: 'offset' | 'night' | 'morning' | 'midday' | 'afternoon' | (string & {}) };
  'reason.hour.2': { part: 'offset' | 'night' | 'morning' | 'midday' | 'afternoon' | (string & {}) };
  'reason.new.short': Nothing;
  'reason.new.1': Nothing;
  'reason.new.2': Nothing;
  'reason.brand.short': { name: string | number };
  'reason.brand.1': { name: string | number };
  'reason.brand.2': { name: string | number };
  'reason.kind.short': { name: string | number };
  'reason.kind': { name: string | number };
  'reason.department.short': { name: string | number };
  'reason.department': { name: string | number };
  'reason.price.short': Nothing;
  'reason.price.1': Nothing;
  'reason.price.2': Nothing;
  'reason.asked.this.short': Nothing;
  'reason.asked.this': Nothing;
  'reason.asked.like.short': { title: string | number };
  'reason.asked.like': { title: string | number };
  'reason.asked.facet.short': { of: 'offset' | 'brand' | 'attribute' | (string & {}); name: string | number };
  'reason.asked.facet': { of: 'offset' | 'brand' | 'attribute' | (string & {}); name: string | number };
  'reason.session.short': { name: string | number };
  'reason.session.1': { name: string | number };
  'reason.session.2': { name: string | number };
  'reason.search.short': { query: string | number };
  'reason.search': { query: string | number };
  'reason.praise.short': { words: string | number };
  'reason.praise': { words: string | number; title: string | number };
  'reason.weather.short': Nothing;
  'reason.weather.1': Nothing;
  'reason.weather.2': Nothing;
  'reason.other.short': { meaning: string | number };
  'reason.other': { meaning: string | number };
  'reason.guess': Nothing;
  'reason.bought.often': { orders: number };
  'reason.bought.today': Nothing;
  'reason.bought.ago': { unit: 'offset' | 'day' | 'week' | (string & {}); count: number };
  'reason.nothing': Nothing;
  'reason.without.moved': {
    deed:
      | 'offset'
      | 'bought'
      | 'reviewed'
      | 'rated'
      | 'basketed'
      | 'saved'
      | 'viewed'
      | 'asked'
      | 'wished'
      | (string & {});
    title: string | number;
    placeWithout: number;
    place: number;
  };
  'reason.without.lower': {
    deed:
      | 'offset'
      | 'bought'
      | 'reviewed'
      | 'rated'
      | 'basketed'
      | 'saved'
      | 'viewed'
      | 'asked'
      | 'wished'
      | (string & {});
    title: string | number;
  };
  'reason.deed': {
    deed:
      | 'offset'
      | 'bought'
      | 'reviewed'
      | 'rated'
      | 'basketed'
      | 'saved'
      | 'viewed'
      | 'asked'
      | 'wished'
      | (string & {});
  };
  'reason.request': { of: 'offset' | 'brand' | 'attribute' | (string & {}); name: string | number };
  'reason.private': Nothing;
  'held.unavailable': Nothing;
  'held.hidden': Nothing;
  'held.facet': { of: 'offset' | 'brand' | 'attribute' | (string & {}); name: string | number };
  'held.disliked': Nothing;
  'held.basket': Nothing;
  'held.bought': Nothing;
  'held.saved': Nothing;
  'held.met': Nothing;
  'held.shown': Nothing;
  'held.no-shelf': Nothing;
  'held.standing': { place: number; of: number };
  'held.variety': { title: string | number };
  'held.behind.one': { title: string | number; first: string | number };
  'held.behind.two': { title: string | number; first: string | number; second: string | number };
  'held.ahead': { first: string | number };
  'clause.content-recent': { than: 'offset' | 'less' | (string & {}) };
  'clause.content-lasting': { than: 'offset' | 'less' | (string & {}) };
  'clause.looks-recent': { than: 'offset' | 'less' | (string & {}) };
  'clause.looks-lasting': { than: 'offset' | 'less' | (string & {}) };
  'clause.sounds-recent': { than: 'offset' | 'less' | (string & {}) };
  'clause.sounds-lasting': { than: 'offset' | 'less' | (string & {}) };
  'clause.item-item': { than: 'offset' | 'less' | (string & {}) };
  'clause.item-item-recent': { than: 'offset' | 'less' | (string & {}) };
  'clause.sequence': { than: 'offset' | 'less' | (string & {}) };
  'clause.factors': { than: 'offset' | 'less' | (string & {}) };
  'clause.popularity': { than: 'offset' | 'less' | (string & {}) };
  'clause.popularity-recent': {
    than: 'offset' | 'less' | (string & {});
    when: 'offset' | 'now' | (string & {});
  };
  'clause.popularity-week': {
    than: 'offset' | 'less' | (string & {});
    when: 'offset' | 'now' | (string & {});
  };
  'clause.popularity-season': { than: 'offset' | 'less' | (string & {}) };
  'clause.popularity-hour': { than: 'offset' | 'less' | (string & {}) };
  'clause.newness': { than: 'offset' | 'less' | (string & {}) };
  'clause.own-interest': { than: 'offset' | 'less' | (string & {}) };
  'clause.affinity-department': { than: 'offset' | 'less' | (string & {}); name: string | number };
  'clause.affinity-kind': { than: 'offset' | 'less' | (string & {}); name: string | number };
  'clause.affinity-brand': { than: 'offset' | 'less' | (string & {}); name: string | number };
  'clause.price-fit': { than: 'offset' | 'less' | (string & {}) };
  'clause.your-say': { what: 'offset' | 'less' | (string & {}) };
  'clause.your-say-other': { title: string | number };
  'clause.passed-over': Nothing;
  'clause.session-interest': { than: 'offset' | 'less' | (string & {}) };
  'clause.written': { than: 'offset' | 'less' | (string & {}) };
  'clause.weather': { than: 'offset' | 'less' | (string & {}) };
}

export interface ReviewsMessages {
  said: Nothing;
  'said.yes': { count: number; who: string | number };
  'said.no': { count: number; who: string | number };
  'said.both': { yes: number; no: number };
  'said.aspect': { aspect: string | number; says: string | number };
  'said.search': { query: string | number };
  'said.review': { title: string | number };
  'said.things': { things: number };
  'said.marked': { count: number };
  'said.praise': Nothing;
  'said.complaint': Nothing;
  'said.more': { count: string | number };
  'said.fewer': Nothing;
  'said.note': Nothing;
  'reviews.none': Nothing;
  'review.you': Nothing;
  'review.write': Nothing;
  'review.edit': Nothing;
  'review.edit-short': Nothing;
  'review.remove': Nothing;
  'review.remove-short': Nothing;
  'review.stars': Nothing;
  'review.text': Nothing;
  'review.left': { left: number };
  'review.note': Nothing;
  'review.keep': Nothing;
  'review.cancel': Nothing;
  'review.no-stars': Nothing;
  'review.no-text': Nothing;
  'review.kept': { title: string | number };
  'review.removed': { title: string | number };
  'review.stars-are-in': Nothing;
}

export interface SearchMessages {
  'search.title': Nothing;
  'search.failed': Nothing;
  'search.results': Nothing;
  'search.nothing': Nothing;
  'search.nothing-text': Nothing;
  'search.luck': Nothing;
  'search.look-around': Nothing;
  'search.invitation': Nothing;
  'search.invitation-text': Nothing;
  'search.suggestion.1': Nothing;
  'search.suggestion.2': Nothing;
  'search.suggestion.3': Nothing;
  'search.suggestion.4': Nothing;
  'search.suggestion.5': Nothing;
  'search.suggestion.6': Nothing;
  'search.found': { count: number };
  'search.found-reading': { count: number };
  'search.found-words': { count: number };
  'search.understood': Nothing;
  'search.take-back': { part: string | number };
  'search.did-you-mean': { query: string | number };
  'search.wish': Nothing;
  'search.conflict': { parts: string | number };
  'search.conflict-nearest': { price: string | number };
  'search.rescue': { dropped: string | number };
  'search.rescue-words': Nothing;
  'search.rescue-price': { price: string | number };
  'search.rescue-price-open': Nothing;
  'search.rescue-word': { words: string | number };
  'search.rescue-stars': Nothing;
  'search.ask-instead': { query: string | number };
  'search.sort.best': Nothing;
  'search.taste': Nothing;
  'search.taste.none': Nothing;
  'search.taste.less': Nothing;
  'search.taste.more': Nothing;
  'search.recent': Nothing;
  'search.recent-forget': { query: string | number };
  'search.recent-clear': Nothing;
  'search.recent-forgotten': { count: number };
  'search.sort.rating': Nothing;
  'search.sort.newest': Nothing;
  'search.sort.price-low': Nothing;
  'search.sort.price-high': Nothing;
  'search.sort.title': Nothing;
}

export interface SensesMessages {
  'senses.title': Nothing;
  'senses.label': Nothing;
  'senses.note': Nothing;
  'senses.department': { department: string | number; sense: 'offset' | 'text' | 'image' | (string & {}) };
  'senses.everywhere': {
    others: 'offset' | 'yes' | (string & {});
    sense: 'offset' | 'text' | 'image' | (string & {});
  };
  'senses.evidence': {
    nearer: string | number;
    choices: string | number;
    where: 'offset' | 'there' | (string & {});
    sense: 'offset' | 'text' | 'image' | (string & {});
  };
  'senses.shares': Nothing;
  'senses.text': Nothing;
  'senses.image': Nothing;
  'senses.audio': Nothing;
  'senses.forget': { statement: string | number; notes: number };
  'senses.forgotten': { notes: number };
}

export interface ShellMessages {
  skip: Nothing;
  undo: Nothing;
  again: Nothing;
  close: Nothing;
  dismiss: Nothing;
  loading: Nothing;
  remove: Nothing;
  'look-around': Nothing;
  'what-we-know': Nothing;
  lab: Nothing;
  saved: Nothing;
  basket: Nothing;
  'basket.label': { count: number };
  departments: Nothing;
  'departments.all': Nothing;
  'departments.more': Nothing;
  'departments.whole': Nothing;
  things: { count: number };
  'header.yours': Nothing;
  tabs: Nothing;
  'tabs.home': Nothing;
  'tabs.shop': Nothing;
  'tabs.you': Nothing;
  'search.label': Nothing;
  'search.short': Nothing;
  'search.ask': Nothing;
  'search.picture': Nothing;
  'search.hint': Nothing;
  'search.hint-narrow': Nothing;
  'people.looking': Nothing;
  'people.looking-now': { name: string | number };
  'people.change': Nothing;
  'people.first': Nothing;
  'people.switched-own': Nothing;
  'people.switched': { name: string | number };
  failed: Nothing;
  'failed.unchanged': Nothing;
  'failed.not-stored': Nothing;
  'broken.title': Nothing;
  'broken.text': Nothing;
  'broken.reload': Nothing;
  'broken.home': Nothing;
  device: Nothing;
  'device.failed': Nothing;
  'device.private': Nothing;
  'device.not-recording': Nothing;
  'device.paused': Nothing;
  'device.recording': Nothing;
  'device.known': Nothing;
  'device.elsewhere': Nothing;
  'device.elsewhere-count': { elsewhere: string | number; all: string | number };
  'device.ranked-by': Nothing;
  'device.backend': { backend: 'offset' | 'webgpu' | 'wasm' | (string & {}) };
  'device.meaning': Nothing;
  'device.encoder': { state: 'offset' | 'ready' | 'failed' | 'idle' | (string & {}) };
  'device.encoder-progress': { loaded: string | number; total: string | number };
  'device.history': Nothing;
  'device.storage.durable': Nothing;
  'device.storage.best-effort': Nothing;
  'device.storage.memory': Nothing;
  'device.history-private': Nothing;
  'standing.private': Nothing;
  'standing.paused': Nothing;
  'standing.private-text': Nothing;
  'standing.paused-text': Nothing;
  'standing.end-private': Nothing;
  'standing.resume': Nothing;
  'visit.private': Nothing;
  'visit.private-over': Nothing;
  'visit.paused': Nothing;
  'visit.resumed': Nothing;
  'footer.promise': Nothing;
  'footer.about': Nothing;
  theme: Nothing;
  'theme.system': Nothing;
  'theme.light': Nothing;
  'theme.dark': Nothing;
  language: Nothing;
  'language.failed': Nothing;
  'offline.ready': Nothing;
  'offline.newer': Nothing;
  'offline.switch': Nothing;
  contents: Nothing;
  'shelf.for-you': Nothing;
  'shelf.because': { viewed: string | number };
  'shelf.buy-again': Nothing;
  'shelf.recently-viewed': Nothing;
  'shelf.trending': Nothing;
  'shelf.something-different': Nothing;
  'shelf.similar': Nothing;
  'shelf.looks-similar': Nothing;
  'shelf.sounds-similar': Nothing;
  'shelf.bought-together': Nothing;
  'shelf.earlier': Nothing;
  'shelf.later': Nothing;
  'card.why': Nothing;
  'card.save': Nothing;
  'card.say': Nothing;
  'say.more': Nothing;
  'say.less': Nothing;
  'say.never': Nothing;
  missing: Nothing;
  'price.none': Nothing;
  'stars.of-five': { mean: string | number };
  'stars.count': { mean: string | number; count: string | number };
  'stars.give': { stars: number };
  quantity: { title: string | number };
  'quantity.more': Nothing;
  'quantity.fewer': Nothing;
  'quantity.failed': Nothing;
  'done.saved': { title: string | number };
  'done.unsaved': { title: string | number };
  'done.hidden': { title: string | number };
  'done.unhidden': { title: string | number };
  'done.added': { title: string | number };
  'done.taken': { title: string | number };
  'done.more': { of: 'offset' | 'item' | 'brand' | 'attribute' | (string & {}); name: string | number };
  'done.less': { of: 'offset' | 'item' | 'brand' | 'attribute' | (string & {}); name: string | number };
  'done.never': { of: 'offset' | 'brand' | 'attribute' | (string & {}); name: string | number };
  'narrowing.label': Nothing;
  'narrowing.widen': Nothing;
  'narrowing.widened': Nothing;
  'language.note': Nothing;
}

export interface ShopMessages {
  'not-found': Nothing;
  'department.missing': Nothing;
  'department.others': Nothing;
  'department.whole': Nothing;
  'department.kinds': Nothing;
  'department.failed': Nothing;
  'department.nothing': Nothing;
  'department.nothing-text': Nothing;
  'department.clear': Nothing;
  'department.things': Nothing;
  'department.shown': { shown: string | number; all: string | number };
  'department.show-more': { count: string | number };
  sort: Nothing;
  'sort.for-you': Nothing;
  'sort.rating': Nothing;
  'sort.newest': Nothing;
  'sort.price-low': Nothing;
  'sort.price-high': Nothing;
  'sort.title': Nothing;
  filters: Nothing;
  'filters.open': { count: number };
  'filters.title': Nothing;
  'filters.clear': Nothing;
  'filters.show': { count: string | number };
  'filters.chosen': Nothing;
  'filters.remove': { name: string | number };
  'filters.remove-price': Nothing;
  'filters.clear-all': Nothing;
  'filters.up-to': { price: string | number };
  'filters.from': { price: string | number };
  'filters.between': { from: string | number; to: string | number };
  'filters.department': Nothing;
  'filters.kind': Nothing;
  'filters.rating': Nothing;
  'filters.any-rating': Nothing;
  'filters.stars': { stars: string | number };
  'filters.colour': Nothing;
  'filters.brand': Nothing;
  'filters.fewer': Nothing;
  'filters.all': { count: string | number };
  'filters.price': { currency: string | number };
  'filters.min': Nothing;
  'filters.max': Nothing;
  'filters.go': Nothing;
  'item.nothing': Nothing;
  'item.wrong': Nothing;
  'item.failed': Nothing;
  'item.none': Nothing;
  'item.none-text': Nothing;
  'item.hidden': Nothing;
  'item.path': Nothing;
  'item.shop': Nothing;
  'item.add': Nothing;
  'item.in-basket': Nothing;
  'item.unavailable': Nothing;
  'item.brand': Nothing;
  'item.your-stars': Nothing;
  'item.take-back': Nothing;
  'item.stars-note': Nothing;
  reviews: Nothing;
  'reviews.spread': Nothing;
  'reviews.stars': { stars: string | number };
  'reviews.fewer': Nothing;
  'reviews.all': { count: string | number };
  'basket.empty': Nothing;
  'basket.empty-text': Nothing;
  'basket.see-saved': Nothing;
  'basket.failed': Nothing;
  'basket.lines': Nothing;
  'basket.summary': Nothing;
  'basket.subtotal': { count: number };
  'basket.check-out': Nothing;
  'basket.make-believe': Nothing;
  'basket.each': { price: string | number };
  'basket.brand-each': { brand: string | number; price: string | number };
  'basket.remove': { title: string | number };
  'checkout.title': Nothing;
  'checkout.nothing': Nothing;
  'checkout.nothing-text': Nothing;
  'checkout.truth': Nothing;
  'checkout.order': Nothing;
  'checkout.item': Nothing;
  'checkout.price': Nothing;
  'checkout.together': Nothing;
  'checkout.failed': { problem: string | number };
  'checkout.place': Nothing;
  'checkout.back': Nothing;
  'thanks.title': Nothing;
  'thanks.failed': Nothing;
  'thanks.none': Nothing;
  'thanks.none-title': Nothing;
  'thanks.none-text': Nothing;
  'thanks.to-basket': Nothing;
  'thanks.taken-back': Nothing;
  'thanks.noted': Nothing;
  'thanks.truth': Nothing;
  'thanks.buy-again': Nothing;
  'thanks.lean': Nothing;
  'thanks.diary': Nothing;
  'thanks.back': Nothing;
  'thanks.take-back': Nothing;
  'thanks.ordered': Nothing;
  'saved.count': { count: number };
  'saved.empty': Nothing;
  'saved.empty-text': Nothing;
  'saved.failed': Nothing;
  'lost.title': Nothing;
  'lost.moved': Nothing;
  'lost.search': Nothing;
  'lost.text': Nothing;
}

export interface SoundMessages {
  'listen.name': Nothing;
  'listen.play': { title: string | number };
  'listen.pause': { title: string | number };
  'listen.position': Nothing;
  'listen.position-of': { time: number; length: string | number };
  'listen.failed': Nothing;
  'listen.again': { title: string | number };
  'listen.failed-short': Nothing;
}

export interface WhyMessages {
  'why.title': { title: string | number };
  'why.what-we-know': Nothing;
  'why.failed': { problem: string | number };
  'why.working': { title: string | number };
  'why.adds-up': Nothing;
  'why.score': Nothing;
  'why.against': Nothing;
  'why.here': Nothing;
  'why.your-part': Nothing;
  'why.instead': { title: string | number };
  'why.standing': { place: number; of: string | number };
  'why.standing-moved': { place: number; of: string | number; before: number };
  'why.standing-new': { place: number; of: string | number };
  'why.gone': { before: number };
  'why.held': Nothing;
  'why.held-text': Nothing;
  'why.say': { title: string | number };
  'why.forget': Nothing;
  'why.forget-label': { title: string | number };
  'why.forgotten': { title: string | number };
  'why.less': Nothing;
  'why.less-label': { title: string | number };
  'why.when': { what: string | number; ago: string | number };
  'why.just-now': Nothing;
  'why-not.intro': Nothing;
  'why-not.ask': Nothing;
  'why-not.hint': Nothing;
  'why-not.found': Nothing;
  'why-not.nothing': Nothing;
  'why-not.holds': { title: string | number };
  'why-not.now': { place: number; of: string | number };
  'why-not.moved': { place: number; of: string | number; before: number };
  'why-not.beside': { title: string | number };
  'why-not.difference': Nothing;
  'why-not.note': Nothing;
  'bar.lever': {
    reason: 'offset' | 'hidden' | 'facet' | 'disliked' | 'basket' | 'bought' | 'met' | (string & {});
  };
  'bar.done': {
    reason: 'offset' | 'hidden' | 'facet' | 'disliked' | 'basket' | 'bought' | 'met' | (string & {});
    title: string | number;
  };
  'sum.reason': Nothing;
  'sum.amount': Nothing;
  'sum.content': Nothing;
  'sum.together': Nothing;
  'sum.tastes': Nothing;
  'sum.popularity': Nothing;
  'sum.own': Nothing;
  'sum.affinity': Nothing;
  'sum.looks': Nothing;
  'sum.sounds': Nothing;
  'sum.session-interest': Nothing;
  'sum.your-say': Nothing;
  'sum.written': Nothing;
  'sum.passed-over': Nothing;
  'sum.weather': Nothing;
  'say.label': { title: string | number };
  'say.never-brand': { brand: string | number };
  'say.never-kind': { kind: string | number };
}

export interface YouMessages {
  'you.title': Nothing;
  'you.title-of': { name: string | number };
  'you.failed': Nothing;
  'you.nothing': Nothing;
  'you.little': Nothing;
  'you.where': { count: number; date: string | number };
  'you.where-empty': Nothing;
  'you.where-private': Nothing;
  'you.portrait': Nothing;
  'you.portrait.label': Nothing;
  'you.see-map': Nothing;
  'you.interests': Nothing;
  'you.interests.label': Nothing;
  'you.choosing': Nothing;
  'you.choosing.note': Nothing;
  'you.moment': Nothing;
  'you.shown': Nothing;
  'you.people': Nothing;
  'you.choices': Nothing;
  'you.diary': Nothing;
  'you.diary.label': Nothing;
  'you.diary.empty': Nothing;
  'you.diary.empty-text': Nothing;
  notes: { count: number };
  'portrait.little': Nothing;
  'portrait.others': { count: number };
  'portrait.shares': { lately: string | number; usually: string | number };
  'portrait.evidence': { things: number; notes: number };
  'portrait.forget': { name: string | number; notes: number };
  'portrait.forgotten': { name: string | number; notes: number };
  'portrait.visit': Nothing;
  'portrait.basket': Nothing;
  'portrait.unsay': { notes: number; statement: string | number };
  'portrait.unsaid': { notes: number };
  'forget.failed': Nothing;
  'interests.none': Nothing;
  'interests.note': Nothing;
  'interests.department': Nothing;
  'interests.kind': Nothing;
  'interests.brand': Nothing;
  'interests.attribute': Nothing;
  'interests.all': Nothing;
  'interests.fewer': Nothing;
  'interests.asked': Nothing;
  'interests.ask.more': Nothing;
  'interests.ask.less': Nothing;
  'interests.ask.never': Nothing;
  'interests.state.more': Nothing;
  'interests.state.less': Nothing;
  'interests.state.never': Nothing;
  'interests.as-it-comes': Nothing;
  'interests.as-it-comes-again': { name: string | number };
  'interests.forget': { notes: number };
  'interests.take-back': { state: string | number; name: string | number };
  'interests.done.more': { things: string | number };
  'interests.done.less': { things: string | number };
  'interests.done.never': { things: string | number };
  'interests.paused': Nothing;
  'choosing.novelty': Nothing;
  'choosing.novelty.note': Nothing;
  'choosing.novelty.low': Nothing;
  'choosing.novelty.high': Nothing;
  'choosing.novelty.1': Nothing;
  'choosing.novelty.2': Nothing;
  'choosing.novelty.3': Nothing;
  'choosing.novelty.4': Nothing;
  'choosing.novelty.5': Nothing;
  'choosing.adapt': Nothing;
  'choosing.adapt.note': Nothing;
  'choosing.reasons': Nothing;
  'choosing.turned': { turned: number; all: string | number };
  'choosing.reasons.note': Nothing;
  'choosing.content': Nothing;
  'choosing.content.note': Nothing;
  'choosing.together': Nothing;
  'choosing.together.note': Nothing;
  'choosing.tastes': Nothing;
  'choosing.tastes.note': Nothing;
  'choosing.popularity': Nothing;
  'choosing.popularity.note': Nothing;
  'choosing.own': Nothing;
  'choosing.own.note': Nothing;
  'choosing.affinity': Nothing;
  'choosing.affinity.note': Nothing;
  'choosing.looks': Nothing;
  'choosing.looks.note': Nothing;
  'choosing.sounds': Nothing;
  'choosing.sounds.note': Nothing;
  'choosing.volume.0': Nothing;
  'choosing.volume.1': Nothing;
  'choosing.volume.2': Nothing;
  'choosing.volume.3': Nothing;
  'choosing.volume.4': Nothing;
  'choosing.volume.5': Nothing;
  'choosing.volume.6': Nothing;
  'choosing.volume.7': Nothing;
  'choosing.volume.8': Nothing;
  'choosing.keep': Nothing;
  'choosing.kept': Nothing;
  'choosing.leave': Nothing;
  'choosing.usual': Nothing;
  'choosing.usual-again': Nothing;
  preview: Nothing;
  'preview.now': Nothing;
  'preview.then': Nothing;
  'preview.new': { title: string | number };
  'preview.failed': Nothing;
  'preview.invitation': Nothing;
  'preview.unchanged': Nothing;
  'preview.reordered': Nothing;
  'preview.comes': { come: number; came: string | number };
  'preview.goes': { go: number; left: string | number };
  'preview.changed': { come: number; came: string | number; go: number; left: string | number };
  'preview.more': { count: number };
  'you.moment.failed': Nothing;
  'you.moment.sentence': { sentence: string | number };
  'you.moment.nothing': Nothing;
  'you.moment.note': Nothing;
  'you.moment.counts': { name: string | number };
  'you.moment.no-longer': { name: string | number };
  'you.moment.hour': Nothing;
  'you.moment.hour.use': Nothing;
  'you.moment.weekday': Nothing;
  'you.moment.weekday.use': Nothing;
  'you.moment.season': Nothing;
  'you.moment.season.use': Nothing;
  'you.moment.holidays': Nothing;
  'you.moment.holidays.use': Nothing;
  'you.moment.device': Nothing;
  'you.moment.device.use': Nothing;
  'you.moment.session': Nothing;
  'you.moment.session.use': Nothing;
  'you.moment.place': Nothing;
  'you.moment.place.hint': Nothing;
  'you.moment.place.set': Nothing;
  'you.moment.place.is': { place: string | number };
  'you.moment.place.forgotten': Nothing;
  'you.moment.place.why': Nothing;
  'you.moment.place.unknown': { place: string | number };
  'you.moment.place.found': { name: string | number; hemisphere: 'offset' | 'north' | (string & {}) };
  'you.moment.weather': Nothing;
  'you.moment.weather.note': Nothing;
  'you.moment.weather.rain': Nothing;
  'you.moment.weather.snow': Nothing;
  'you.moment.weather.cold': Nothing;
  'you.moment.weather.mild': Nothing;
  'you.moment.weather.hot': Nothing;
  'you.moment.weather.is': { weather: string | number };
  'you.moment.weather.off': Nothing;
  'shown.failed': Nothing;
  'shown.nothing': Nothing;
  'shown.headline': {
    days: number;
    things: number;
    part: 'offset' | 'little' | (string & {});
    share: string | number;
    again: number;
  };
  'shown.variety': Nothing;
  'shown.variety.words': { variety: 'offset' | 'little' | 'some' | (string & {}) };
  'shown.little-known': Nothing;
  'shown.little-known.words': Nothing;
  'shown.guesses': Nothing;
  'shown.guesses.words': { guesses: number; places: number };
  'shown.guesses.none': Nothing;
  'shown.mix': Nothing;
  'shown.kind': Nothing;
  'shown.department': Nothing;
  'shown.of-shop': Nothing;
  'shown.of-you': Nothing;
  'shown.others': Nothing;
  'shown.none': Nothing;
  'person.none-open': Nothing;
  'person.note': Nothing;
  'person.notes': { count: number };
  'person.notes-now': { count: number };
  'person.switch': Nothing;
  'person.switch-to': { name: string | number };
  'person.rename': Nothing;
  'person.rename-label': { name: string | number };
  'person.new-name': { name: string | number };
  'person.renamed': { name: string | number; to: string | number };
  'person.remove': { name: string | number; notes: number };
  'person.removed': { name: string | number; notes: number };
  'person.add': Nothing;
  'person.add-short': Nothing;
  'person.added': { name: string | number };
  'person.name': Nothing;
  'person.name.hint': Nothing;
  'person.cancel': Nothing;
  'private.off': Nothing;
  'private.on': Nothing;
  'private.off-text': Nothing;
  'private.on-text': Nothing;
  'private.end': Nothing;
  'recording.on': Nothing;
  'recording.off': Nothing;
  'recording.visit': Nothing;
  'recording.on-text': Nothing;
  'recording.off-text': Nothing;
  'recording.visit-text': Nothing;
  'recording.paused': Nothing;
  'recording.resumed': Nothing;
  'recording.pause-visit': Nothing;
  'recording.pause': Nothing;
  'recording.resume': Nothing;
  retention: Nothing;
  'retention.all': Nothing;
  'retention.year': Nothing;
  'retention.quarter': Nothing;
  'retention.month': Nothing;
  'retention.note': Nothing;
  'retention.forgotten': { count: number };
  file: Nothing;
  'file.note': Nothing;
  'file.export': Nothing;
  'file.import': Nothing;
  'file.label': Nothing;
  'file.added': { added: number; known: number };
  'file.failed': { problem: string | number };
  lives: Nothing;
  'lives.place': Nothing;
  'lives.browser': { host: string | number };
  'lives.tab': Nothing;
  'lives.storage': Nothing;
  'lives.durable': Nothing;
  'lives.best-effort': Nothing;
  'lives.memory': Nothing;
  'lives.private': Nothing;
  'lives.requests': { elsewhere: number; all: number };
  'lives.lab': Nothing;
  erase: Nothing;
  'erase.note': Nothing;
  'erase.everything': Nothing;
  'erase.question': Nothing;
  'erase.keep': Nothing;
  'erase.all': Nothing;
  'erase.busy': Nothing;
  'erase.done': Nothing;
  'erase.failed': { problem: string | number };
  'erase.goes': Nothing;
  'erase.looked': { count: number };
  'erase.searched': { count: number };
  'erase.basket': { count: number };
  'erase.saved': { count: number };
  'erase.bought': { count: number };
  'erase.rated': { count: number };
  'erase.reviewed': { count: number };
  'erase.steered': { count: number };
  'erase.hidden': { count: number };
  'erase.shown': { count: number };
  'erase.person': { name: string | number; count: number };
  'erase.interests': Nothing;
  'erase.choices': Nothing;
  'erase.computed': Nothing;
  'erase.stays': { shop: string | number };
  'erase.this-shop': Nothing;
  'diary.search': Nothing;
  'diary.only': Nothing;
  'diary.looked': Nothing;
  'diary.searched': Nothing;
  'diary.basket': Nothing;
  'diary.saved': Nothing;
  'diary.bought': Nothing;
  'diary.rated': Nothing;
  'diary.reviewed': Nothing;
  'diary.steered': Nothing;
  'diary.hidden': Nothing;
  'diary.shown': Nothing;
  'diary.about': Nothing;
  'diary.about-anything': Nothing;
  'diary.departments': Nothing;
  'diary.kinds': Nothing;
  'diary.category': { name: string | number; count: number };
  'diary.count': { listed: number; folded: number };
  'diary.count-found': { listed: number; all: number; folded: number };
  'diary.selected': { count: number };
  'diary.select': Nothing;
  'diary.select-all': { count: number };
  'diary.select-none': Nothing;
  'diary.done': Nothing;
  'diary.forget': { count: number };
  'diary.forget-found': { listed: number; folded: number };
  'diary.forgotten': { count: number };
  'diary.forget-failed': { problem: string | number };
  'diary.none': Nothing;
  'diary.show-all': Nothing;
  'diary.merely-shown': Nothing;
  'diary.show-it': Nothing;
  'diary.today': Nothing;
  'diary.yesterday': Nothing;
  'diary.day.forget': Nothing;
  'diary.day.forget-label': { day: string | number; count: number };
  'diary.day.forgotten': { count: number; day: string | number };
  'diary.day.select': Nothing;
  'diary.day.select-label': { day: string | number; count: number };
  'diary.day.leave-out': Nothing;
  'diary.day.leave-out-label': { day: string | number; count: number };
  'diary.note': {
    what: string | number;
    title: string | number;
    more: 'offset' | 'review' | 'quantity' | 'time' | (string & {});
    detail: string | number;
    place: 'offset' | 'on' | 'from' | (string & {});
    shelf: string | number;
  };
  'diary.note.select': { what: string | number; title: string | number };
  'diary.note.forget': { what: string | number; title: string | number };
  'diary.seconds': { count: number };
  'diary.minutes': { count: number };
  'diary.shelf.guesses': Nothing;
  'diary.shelf.ask': Nothing;
  'diary.shelf.map': Nothing;
  'diary.shelf.interest': Nothing;
}

export interface MessagesOf {
  ask: AskMessages;
  copy: CopyMessages;
  engine: EngineMessages;
  example: ExampleMessages;
  home: HomeMessages;
  known: KnownMessages;
  lab: LabMessages;
  map: MapMessages;
  measured: MeasuredMessages;
  media: MediaMessages;
  model: ModelMessages;
  'own-shop': OwnShopMessages;
  part: PartMessages;
  reasons: ReasonsMessages;
  reviews: ReviewsMessages;
  search: SearchMessages;
  senses: SensesMessages;
  shell: ShellMessages;
  shop: ShopMessages;
  sound: SoundMessages;
  why: WhyMessages;
  you: YouMessages;
}

export type Area = keyof MessagesOf;

export interface AllMessages
  extends AskMessages,
    CopyMessages,
    EngineMessages,
    ExampleMessages,
    HomeMessages,
    KnownMessages,
    LabMessages,
    MapMessages,
    MeasuredMessages,
    MediaMessages,
    ModelMessages,
    OwnShopMessages,
    PartMessages,
    ReasonsMessages,
    ReviewsMessages,
    SearchMessages,
    SensesMessages,
    ShellMessages,
    ShopMessages,
    SoundMessages,
    WhyMessages,
    YouMessages {}

export const CATALOGUES = {
  en: {
    ask: () => import('./en/ask.json'),
    copy: () => import('./en/copy.json'),
    engine: () => import('./en/engine.json'),
    example: () => import('./en/example.json'),
    home: () => import('./en/home.json'),
    known: () => import('./en/known.json'),
    lab: () => import('./en/lab.json'),
    map: () => import('./en/map.json'),
    measured: () => import('./en/measured.json'),
    media: () => import('./en/media.json'),
    model: () => import('./en/model.json'),
    'own-shop': () => import('./en/own-shop.json'),
    part: () => import('./en/part.json'),
    reasons: () => import('./en/reasons.json'),
    reviews: () => import('./en/reviews.json'),
    search: () => import('./en/search.json'),
    senses: () => import('./en/senses.json'),
    shell: () => import('./en/shell.json'),
    shop: () => import('./en/shop.json'),
    sound: () => import('./en/sound.json'),
    why: () => import('./en/why.json'),
    you: () => import('./en/you.json'),
  },
  'zh-CN': {
    ask: () => import('./zh-CN/ask.json'),
    copy: () => import('./zh-CN/copy.json'),
    engine: () => import('./zh-CN/engine.json'),
    example: () => import('./zh-CN/example.json'),
    home: () => import('./zh-CN/home.json'),
    known: () => import('./zh-CN/known.json'),
    lab: () => import('./zh-CN/lab.json'),
    map: () => import('./zh-CN/map.json'),
    measured: () => import('./zh-CN/measured.json'),
    media: () => import('./zh-CN/media.json'),
    model: () => import('./zh-CN/model.json'),
    'own-shop': () => import('./zh-CN/own-shop.json'),
    part: () => import('./zh-CN/part.json'),
    reasons: () => import('./zh-CN/reasons.json'),
    reviews: () => import('./zh-CN/reviews.json'),
    search: () => import('./zh-CN/search.json'),
    senses: () => import('./zh-CN/senses.json'),
    shell: () => import('./zh-CN/shell.json'),
    shop: () => import('./zh-CN/shop.json'),
    sound: () => import('./zh-CN/sound.json'),
    why: () => import('./zh-CN/why.json'),
    you: () => import('./zh-CN/you.json'),
  },
};
