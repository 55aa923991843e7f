import { fold } from "../../../shared/identifiers.ts";
import { QUESTION_WORDINGS } from "../../../shared/vocabulary.ts";

/** The words by which the seven questions are told from others, as data. All are matched against folded text. */

/** Asks why, when, which, how many: anything but whether and how likely. Numbering in front does not count. */
export const OTHER_KIND =
  /^(q?\d{0,3}[a-z]?)?(why|when|which|who|where|how(?!likely)|what(?!s?(is)?the(likelihood|chance|probability|mostcommon|main|primary))|date(?!d)|totalvalue|hoursof|outcome)|howmany|howmuch|numberof|proportionof|percentageof|whatproportion|whatpercentage|(reasons?|reasoncode|comments?|notes?|details?|dates?|hours|number|count|total|value|amount|percent|pct|text)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)?[a-z]{0,6}\d{0,4}$/;

export const FOLLOW_UP =
  /\b(please (give|provide|tell|explain|describe|specify|list|state)|details? of|reasons? (for|why|behind)|if (yes|so|no|not|you (did|have|answered))|comments?|affected|impact of|outcome of|was (the|this|that)|helpful|name of|which)\b|[%£]/;

export const OF_OTHERS =
  /\b(other|another) (care )?(providers?|organisations?|compan(y|ies)|people)\b|\bby others\b|\b(competitors?|partners?|subcontractors?|neighbours?)\b|\bany providers\b|\bproviders in your area\b|\blikely (is|are) (your|the) (la|local authorit|council|nhs|icb|commissioner)|\b(has|have|did|is|are|a) (your |the )?(la|local authorit(y|ies)|council|nhs|icb|commissioners?) (ask|discuss|rais|hand|tell|told)|\b(has|have|did|is|are) (your|the) (la|local authorit(y|ies)|council|nhs|icb|commissioners?)\b|\b(to|with) you\b/;

export const NEGATED =
  /\b(not|non|never|other than|rather than|instead of|except|excluding|avoid|without|n't)\b|\b(don't|didn't|won't)\b/;

/** Another act than handing back, or talking of it: nearly, threatening, deciding, and the like. */
export const ANOTHER_ACT =
  /\b(nearly|almost|threaten\w*|want(ed)?|decid\w*|notice|withdraw\w*|revers\w*|ask you|thought|changed?|more likely|less likely|likely to (have|hold|discuss|talk|be asked)|half|all of|most of)\b/;

export const WAS_LIKELY = /\blikely (were|was|did|had|have you been)\b|\bwere you\b|\bwas (it|the)\b|\bago\b/;

export const AHEAD =
  /\b(will|would|could|might|going to|plan(ning|s)?|intend(s|ing)?|intention|expect(s|ing)?|consider(ing|ed)?|thinking of|next|coming|upcoming|future)\b/;

export const DEADLINE =
  /\b(by the end|before|after|until|ever|since|to date|so far|in future|in the future|long term|short term|this (financial )?year|over winter|this (winter|spring|summer|autumn)|by (january|february|march|april|may|june|july|august|september|october|november|december)|from (january|february|march|april|may|june|july|august|september|october|november|december)|(in|during|for) q[1-4])\b|\b(19|20)\d\d\/\d\d\b/;

export const CAUSE =
  /due to|because|as a (result|consequence) of|owing to|caused by|on account of|driven by|reason of|resulting from|\bfollowing\b|for reasons|\(?insufficient|\binadequate|\bif the\b|\beven if\b/;

/** What the cause has to speak of: fees, uplifts, rates, funding. */
export const FEES = /fee|uplift|\brates?\b|price|fund|increase/;

/** What it may not be, though it speaks of fees: a condition, a negation, something else besides. */
export const NOT_FEES = /\bif the\b|\beven if\b|not (fee|the fee|rate)|other than|rather than|\bfollowing (a|an)\b/;

/** Sentences for those who fill the form in, which add nothing to what is asked. */
export const HELP =
  /^\W*(if (yes|so|applicable|not applicable|none|you (did|have|answered))\b(?!.*(how many|number|which)).*|please (select|choose|tick|answer|give|provide|state|specify|note)\b.*|(select|choose|tick)\b.*|required\W*|mandatory\W*|optional\W*|\*+)$/;

/** Words that leave a question what it is: those of the instrument, and those that people put in their place. */
export const VOCABULARY: ReadonlySet<string> = new Set(
  [
    ...Object.values(QUESTION_WORDINGS),
    "a an the of to in on at for with from and or any all some your you you'll our we us is are was it its it's be been do did does have has had having will this that these those there",
    "q question please required mandatory optional answer select one only tick yes no option",
    "how what likely likelihood probability chance intent intention next coming three 3 month months quarter within over during throughout about around thinking looking ahead potentially possibly section ies regarding concerning re",
    "la las l.a local authority authorities authority's council councils nhs icb icbs commissioner commissioners commissioned commissioning funded contract contracts contracted package packages care service services work",
    "hand handed handing hands hands-back handback handbacks hand-back back backs over return handed-back giving",
    "discussion discussions discuss discussed discussing conversation conversations talk talks talked talking spoken spoke speak speaking dialogue",
    "month's last current currently organisation organisation's organization company provider business home homes any",
    "most common main primary principal type types service services mainly offer offered offers provide provided provides deliver delivers run runs",
    "insufficient inadequate expected fee fees uplift uplifts increase increases due support social adult",
  ].flatMap((text) => fold(text).split(/[^a-z0-9']+/)),
);
