/**
 * What a line does to a conversation: templates of the things people say across a counter, in English and a small set
 * in Mandarin, tried in order. A line that fits none is a wish, and read by `World.understand`. Every template has an
 * example in grammar.test.ts.
 */
import { ONE, readReference } from './reference.ts';
import type { Act, Reference } from './turn.ts';

/** Words before the point: "ok then, ". */
const OPENING =
  /^(?:(?:ok(?:ay)?|so|and|then|well|hmm+|um+|ah|oh|alright|right|great|nice|cool|lovely|perfect|now|actually|please|sorry|yes please|yes|no|hey|嗯|好的?|那|请)[,，!. ]+)+/;
const CLOSING = /(?:[ ,，]+(?:please|then|thanks|thank you|now|for me|though|maybe|谢谢))+$/;

/** Characters. Longer lines are wishes: nobody says "next" in so many words. */
const LONGEST_TEMPLATE = 120;

/** One rule; `$` stands for a reference to one thing. */
type Rule = [template: string, make: (...groups: string[]) => Act | null];

const about =
  (act: 'why' | 'goes-with' | 'open' | 'save' | 'basket' | 'less' | 'hide') =>
  (one = ''): Act => ({
    act,
    what: readReference(one),
  });
type Plain = 'more' | 'choose' | 'either' | 'yes' | 'no' | 'start-over' | 'thanks' | 'hello' | 'help';
const plain = (act: Plain) => (): Act => ({ act }) as Act;
const tell =
  (field: string) =>
  (one = ''): Act => ({ act: 'tell', what: readReference(one), field });

const SHOW =
  "(?:(?:can you |could you |please )?(?:show|give|find|get)(?: me)?|i want|i(?:’|')?d like|have you(?: got)?|do you have|got|is there|are there|any)";
const SOME = '(?:some|any|a few|something|anything|ones?|others?|things?)';
const CHEAPER =
  "(?:(?:a (?:bit|little) |much |even |slightly |somewhat )?(?:cheaper|less (?:expensive|pricey|dear)|more affordable|lower(?: in)? price)|(?:that(?:’|')?s |they(?:’|')?re |it(?:’|')?s )?(?:all )?(?:a (?:bit|little) )?too (?:expensive|dear|pricey|much))";
const DEARER =
  "(?:(?:a (?:bit|little) |much |even |slightly |somewhat )?(?:dearer|more expensive|nicer|fancier|posher|better quality|higher quality|more (?:special|luxurious|upmarket))|(?:that(?:’|')?s |they(?:’|')?re |it(?:’|')?s )?(?:all )?too cheap)";
/** Words that stand around a comparison without changing it. */
const AROUND = `(?:(?:${SHOW} )?(?:${SOME} )?(?:that(?:’|')?s |that is |which is )?)`;

/** A list of references: "the first two", "1 and 3", "the second with the blue one". */
function readList(text: string): Reference[] | null {
  const all =
    /^(?:(?:the )?(?:first |top )?(two|three|2|3|all(?: (?:of )?(?:them|these|those))?)|them(?: all)?|these|those|all)$/.exec(
      text,
    );
  if (all) {
    const count = /^(?:two|2)$/.test(all[1] ?? '') ? 2 : 3;
    return Array.from({ length: count }, (_, at): Reference => ({ by: 'place', at: at + 1 }));
  }
  const last = /^(?:the )?last (two|three|2|3)$/.exec(text);
  if (last) return (/three|3/.test(last[1]) ? [-3, -2, -1] : [-2, -1]).map((at) => ({ by: 'place', at }));
  const parts = text
    .split(/\s*(?:,\s*(?:and |or )?| and | with | to | vs\.? | versus | or |和|与|、)\s*/)
    .filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 3) return null;
  return parts.map((part) => readReference(part.replace(/^the (?=\d)/, '')));
}

const compare = (list = ''): Act | null => {
  const what = list === '' ? [] : readList(list.replace(/^both (?:of )?/, ''));
  return what === null ? null : { act: 'compare', what };
};

const RULES: Rule[] = [
  [
    '(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings)(?: there| again)?',
    plain('hello'),
  ],
  [
    "(?:many )?(?:thanks|thank you|thankyou|thx|cheers|ta)(?: (?:a lot|so much|very much|a million|again|that(?:’|')?s (?:all|great|perfect)))*|that(?:’|')?s (?:all|it|great|perfect|lovely|wonderful)(?: thanks| thank you)?|(?:good)?bye(?: bye)?|see you",
    plain('thanks'),
  ],
  [
    'help(?: me)?|what can (?:you|i) (?:do|say|ask|type)(?: here)?|how does this work|who are you|what are you|what is this',
    plain('help'),
  ],
  [
    "start (?:over|again|afresh|anew)|begin again|(?:let(?:’|')?s )?(?:start|try) (?:something|from) (?:new|scratch)|reset|clear(?: (?:all|everything|this|that))?|forget (?:this|that|it|all|everything|all (?:of )?(?:this|that)|what i said)|never ?mind|new (?:search|question|conversation)",
    plain('start-over'),
  ],
  [
    "undo(?: (?:this|that|it))?|take (?:this|that|it) back|i didn(?:’|')?t mean that|i take (?:this|that|it) back",
    () => ({ act: 'undo', at: null }),
  ],
  [
    `more|others?|next(?: (?:ones?|page|please))?|${SHOW} (?:some |a few |any )?(?:more|others?|other ones)(?: (?:of (?:these|those|them)|ones|options|ideas|suggestions|things|please))?|(?:some |any |a few )?(?:more|other|different|further) (?:ones?|options|ideas|suggestions|things|choices)|(?:any|what|some) others?|(?:anything|something|what) else(?: (?:do you have|is there|have you got))?|keep going|go on|continue|none of (?:these|those|them)|not (?:these|those)`,
    plain('more'),
  ],
  [
    "you (?:choose|decide|pick|tell me|say)(?: (?:one|for me))?|(?:just )?(?:pick|choose|decide)(?: one)?(?: for me)?|surprise me|up to you|your (?:pick|choice|favou?rite|call)|what (?:would|do) you (?:recommend|suggest|choose|pick|think)|which (?:one |of (?:these|those|them) )?(?:would|do|should) (?:you|i) (?:recommend|suggest|choose|pick|get|buy|take)|which (?:one )?is (?:the )?best|i can(?:’|')?t decide|recommend (?:one|me one)",
    plain('choose'),
  ],
  [
    "either(?: (?:way|one|is fine|works|will do))?|any(?: (?:of (?:them|those|these)|one))?(?: (?:is|are) fine| will do| works)?|(?:i )?(?:really )?(?:don(?:’|')?t|do not) (?:mind|care|know)(?: (?:which|really|either way))?|(?:it )?(?:doesn(?:’|')?t|does not) (?:really )?matter(?: to me)?|no (?:preference|idea)|whatever|whichever|anything(?: (?:goes|is fine|will do))?|not (?:really )?(?:sure|bothered|fussed)|both(?: are fine)?|all (?:of them )?(?:are )?fine",
    plain('either'),
  ],
  [
    'yes|yeah|yep|yup|sure|ok|okay|please do|go ahead|do that|of course|why not|sounds good|alright|absolutely|fine',
    plain('yes'),
  ],
  ['no|nope|nah|no thanks|no thank you|not really|neither|none(?: of them)?|not now', plain('no')],

  // Comparing
  ['(?:please )?(?:compare|contrast|put side by side)(?: (.+?))?(?: side by side)?', compare],
  [
    "(?:what(?:’|')?s |what is )?the difference(?:s)?(?: between (.+))?|how (?:do|are) (?:they|these|those) (?:compare|differ|different)|what(?:’|')?s different",
    compare,
  ],
  [`which (?:one )?is (?:the )?(?:better|warmer|nicer)(?: one)?(?:[,: ]+(.+))?`, compare],
  [`how does (${ONE}) compare (?:to|with) (.+)`, (a, b) => compare(`${a} and ${b}`)],
  [`(${ONE}) (?:or|vs\\.?|versus) (${ONE})`, (a, b) => compare(`${a} and ${b}`)],

  // Against what is in view
  [
    `${AROUND}${CHEAPER}(?: (?:than|like) (?!\\d)(${ONE}|the .+?))?(?! than)(?: (?:options|things|ones?|alternatives?))?(?:[, ]+(?:and |but )?(.+))?`,
    (one, text) => ({
      act: 'cheaper',
      than: one === undefined ? null : readReference(one),
      text: text ?? '',
    }),
  ],
  [
    `(?:i(?:’|')?d like |i want )?(?:the )?(?:same|${SOME}|it|these|those|them)(?: (?:but|only|just))? ${CHEAPER}(?:[, ]+(?:and |but )?(.+))?`,
    (text) => ({ act: 'cheaper', than: null, text: text ?? '' }),
  ],
  [
    `${AROUND}${DEARER}(?: (?:than|like) (?!\\d)(${ONE}|the .+?))?(?! than)(?: (?:options|things|ones?|alternatives?))?(?:[, ]+(?:and |but )?(.+))?`,
    (one, text) => ({ act: 'dearer', than: one === undefined ? null : readReference(one), text: text ?? '' }),
  ],

  // About one thing
  [
    `(?:but )?why(?: is| are| do you (?:show|suggest|recommend|say|think of)| did you (?:pick|choose|suggest|show|recommend)| have you (?:picked|chosen))?(?: me)?(?: (.+?))?(?: here| suggested| recommended| shown| a good (?:choice|idea|pick))?|how come(?: (.+))?|what makes (.+?) (?:good|right|special|fit|a (?:good )?match)`,
    (a, b, c) => about('why')(a ?? b ?? c ?? ''),
  ],
  [
    `what (?:else )?(?:goes|would go|could go|works|fits|pairs|looks good)(?: (?:well|nicely|best))? with (.+)|(?:${SHOW} )?(?:anything|something|things|stuff)(?: (?:that|to|which))? (?:go(?:es)?|match(?:es)?|pair(?:s)?|accompany)(?: (?:well|nicely))?(?: with)? (.+)|what (?:else )?do (?:people|others|customers) (?:also )?(?:buy|get|take) with (.+)|what(?:’|')?s bought with (.+)|goes with (.+)|what (?:else )?(?:do|would|might) i need (?:with|for) (${ONE})`,
    (...ones) => about('goes-with')(ones.find((one) => one !== undefined)),
  ],
  [
    `(?:${SHOW} )?(?:some |any |a few )?(?:more|others?|something|anything|ones?|things?|similar)(?: (?:more|similar|close|things?|ones?))* (?:like|similar to|as|to) (.+?)(?:,? (?:but|only|and|just) (.+))?|(?:similar|like) (?:to )?(${ONE})(?:,? (?:but|only) (.+))?`,
    (a, b, c, d) => ({ act: 'like', what: readReference(a ?? c ?? ''), text: b ?? d ?? '' }),
  ],
  [
    `(?:save|keep|bookmark|favou?rite|remember|heart) (${ONE}|the .+?)(?: for (?:later|me))?|(?:add|put) (.+?) (?:on|to|in|into) (?:my |the )?(?:wish ?list|list|saved(?: things)?|favou?rites)`,
    (a, b) => about('save')(a ?? b),
  ],
  [
    `(?:please )?(?:add|put|pop|throw|drop|place|stick) (.+?) (?:in|into|to) (?:my |the )?(?:basket|cart|bag|trolley)|(?:i(?:’|')?ll|i will|i want to|let me|i(?:’|')?d like to) (?:take|have|buy|get|order) (${ONE}|the .+)|(?:buy|order|add) (${ONE})|(?:add|put) (${ONE})(?: in)?`,
    (...ones) => about('basket')(ones.find((one) => one !== undefined)),
  ],
  [
    `(?:please )?(?:hide|remove|ban) (${ONE}|the .+?)|(?:never|don(?:’|')?t|do not) (?:ever )?show(?: me)? (${ONE}|the .+?)(?: (?:ever )?again| any ?more)?`,
    (a, b) => about('hide')(a ?? b),
  ],
  [
    `not (?:for me|my (?:thing|taste|style|cup of tea)|interested)(?: (?:in )?(${ONE}))?|(?:not|definitely not) (${ONE})|(${ONE}) is(?:n(?:’|')?t| not) (?:for me|my (?:thing|taste|style|cup of tea)|right|what i (?:want|meant|had in mind))|i (?:don(?:’|')?t|do not) (?:like|want|fancy|care for|love|need) (${ONE})|i(?:’|')?m not (?:keen|sold) on (${ONE})|(?:less|fewer) like (${ONE})|anything but (${ONE})|i (?:hate|dislike) (${ONE})`,
    (...ones) => about('less')(ones.find((one) => one !== undefined)),
  ],
  [
    `how much (?:is|does|are|do|for)? ?(.+?)(?: cost)?|what(?:’|')?s the price(?: of (.+))?|what (?:does|do) (.+?) cost|price of (.+)`,
    (...ones) => tell('price')(ones.find((one) => one !== undefined)),
  ],
  [
    `what (?:do|did) (?:people|others|customers|reviewers|reviews) (?:say|think)(?: (?:about|of) (.+))?|how (?:is|are) (.+?) rated|(?:is|are) (.+?) any good|(?:the )?reviews?(?: (?:of|for|on) (.+))?|(?:what(?:’|')?s the )?rating(?: of (.+))?`,
    (...ones) => tell('reviews')(ones.find((one) => one !== undefined)),
  ],
  [
    `who (?:makes|made|is behind) (.+)|what (?:brand|make) is (.+)|who(?:’|')?s (.+?) by`,
    (...ones) => tell('brand')(ones.find((one) => one !== undefined)),
  ],
  [
    `what(?:’|')?s (.+?) made (?:of|from|out of)|what (?:is|are) (.+?) made (?:of|from|out of)`,
    (a, b) => tell('material')(a ?? b),
  ],
  [
    `(?:what|which) ([\\w -]{2,24}?) (?:is|are|does|do) (${ONE})(?: (?:come in|have|made in|in))?`,
    (field, one) => tell(field)(one),
  ],
  [`(?:what(?:’|')?s|what is) the ([\\w -]{2,24}) of (${ONE}|the .+)`, (field, one) => tell(field)(one)],
  [
    `how (big|large|heavy|long|tall|warm) is (${ONE}|the .+)`,
    (how, one) =>
      tell(
        { big: 'size', large: 'size', heavy: 'weight', long: 'length', tall: 'height', warm: 'warmth' }[
          how
        ] ?? how,
      )(one),
  ],
  [`is (${ONE}) ([\\w -]{3,24})`, (one, field) => tell(field)(one)],
  [
    `(?:tell me|say|know)(?: (?:a (?:bit|little) |some )?(?:more|something))? about (.+)|more (?:about|on|details (?:about|on|of)) (.+)|details(?: (?:about|of|on) (.+))?|what(?:’|')?s (${ONE})(?: like)?|describe (.+)`,
    (...ones) => tell('')(ones.find((one) => one !== undefined)),
  ],
  [`(?:open|go to|take me to|visit|look at|view) (.+)`, (one) => about('open')(one)],
  [
    `(?:(?:show|give)(?: me)? |see |let me see |i (?:like|prefer|love) )?(?:the )?((?:the |that )?(?:${ONE}))`,
    (one) => tell('')(one),
  ],
  [`i (?:like|prefer|love) (the .+)`, (one) => tell('')(one)],

  // Mandarin
  ['你好|您好|嗨', plain('hello')],
  ['谢谢你?|多谢|感谢|再见', plain('thanks')],
  ['帮助|怎么用|你能做什么|你会什么', plain('help')],
  ['重新开始|从头(?:开始|再来)|清空|算了', plain('start-over')],
  ['撤销|撤回', () => ({ act: 'undo', at: null })],
  ['还有(?:吗|别的吗|其他的吗|呢)?|更多|换一批|下一(?:批|页)|别的(?:呢)?|其他的?', plain('more')],
  ['你(?:来)?(?:选|定|推荐|决定)(?:一个)?(?:吧)?|随便推荐(?:一个)?|推荐一个', plain('choose')],
  ['都(?:可以|行|好)|随便|无所谓|不介意', plain('either')],
  ['是的?|好的?|可以|行|对', plain('yes')],
  ['不(?:用|要|是|行)?了?|没有', plain('no')],
  ['(?:比较|对比)(?:一下)?(.*)', (list) => compareMandarin(list)],
  ['为什么(?:推荐|选|是)?(.*)', (one) => about('why')(one.replace(/[？?]$/, ''))],
  [
    '(?:(.*?)(?:搭配|配)什么(?:好)?)|什么(?:可以)?(?:和|跟|与)(.+?)(?:搭配|搭)',
    (a, b) => about('goes-with')(a ?? b),
  ],
  ['(?:像|类似)(.+?)(?:一样|那样)?的?', (one) => ({ act: 'like', what: readReference(one), text: '' })],
  ['收藏(.*)', (one) => about('save')(one)],
  ['(?:把)?(.*?)(?:加入|放进|放入|加到)(?:购物车|购物篮)', (one) => about('basket')(one)],
  ['不(?:喜欢|想要|要)(这个|那个|第.个?)', (one) => about('less')(one)],
  [
    '(?:有没有|要|来)?(?:更|再)?便宜(?:一?点|一些|点儿)?的?(?:吗)?|太贵了?',
    () => ({ act: 'cheaper', than: null, text: '' }),
  ],
  [
    '(?:有没有|要)?(?:更好|更贵|更高档|贵一?点|好一?点)(?:的)?(?:吗)?',
    () => ({ act: 'dearer', than: null, text: '' }),
  ],
  ['(第[一二三四五六七八1-8](?:个|款|件)?|最便宜的|最贵的|评分最高的)', (one) => tell('')(one)],
];

function compareMandarin(list: string): Act | null {
  const first = /^前([两二三23])(?:个|款|件)?$/.exec(list);
  if (first) return compare(/[三3]/.test(first[1]) ? 'the first three' : 'the first two');
  return compare(list.replace(/个|款|件/g, ''));
}

const COMPILED = RULES.map(([template, make]) => ({ pattern: new RegExp(`^(?:${template})$`, 'u'), make }));

/** The line in lower case, whole and without what only opens and closes it: "yes please" is a yes, "ok, more" is more. */
function coresOf(line: string): string[] {
  const plain = line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\s.!?…。！？]+$/u, '');
  const closed = plain.replace(CLOSING, '');
  return [...new Set([closed, closed.replace(OPENING, ''), plain])].filter((text) => text !== '');
}

/** @param line as typed, any length */
export function readAct(line: string): Act {
  if (!/[\p{L}\p{N}]/u.test(line)) return { act: 'nothing' };
  if (line.length > LONGEST_TEMPLATE) return { act: 'wish', text: line };
  for (const text of coresOf(line)) {
    for (const { pattern, make } of COMPILED) {
      const match = pattern.exec(text);
      const act = match && make(...match.slice(1));
      if (act) return act;
    }
  }
  return { act: 'wish', text: line };
}
