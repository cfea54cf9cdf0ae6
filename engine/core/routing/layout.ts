/**
 * Where each field stands in the records of the routing columns. A record is a run of 32-bit
 * integers with a second view of the same bytes as 64-bit reals (real n = integers 2n and 2n+1);
 * its length is a power of two, so that a record never straddles more cache lines than it must.
 *
 * Users take what they need into module constants, `const { USED } = at;`: the compiler folds those
 * into the code, while it loads an imported binding anew at every use (a third of the whole cost).
 */
export { NO_REQUIREMENT, NONE } from "./door.ts";

/** Agent: 16 integers, one cache line. Units are twentieths of a conversation. */
export const AGENT_INTS = 16;
export const AGENT_REALS = AGENT_INTS / 2;
export const CAPACITY = 0;
export const USED = 1;
export const WINDOWS = 2;
export const WINDOW_CAP = 3;
/** 1 available, 0 not, -1 the record is free. */
export const AVAILABLE = 4;
export const NUMBER = 5;
export const AGENT_GENERATION = 6;
/** Slot of the item this agent's units are kept for, or NONE. */
export const RESERVED_ITEM = 7;
/** The agent's memberships are the members FROM … FROM + COUNT − 1 of a block of ROOM. */
export const MEMBERS_FROM = 8;
export const MEMBERS_COUNT = 9;
export const MEMBERS_ROOM = 10;
export const NEXT_FREE_AGENT = 11;
export const IDLE_SINCE_REAL = 6;
/** The fit class in which the agent's seats stand in the index; 0 while they are closed. */
export const AGENT_FIT = 14;

/**
 * Member: one agent in one group, 4 integers: what its neighbours in a list have to touch, and no
 * more. The rest stands in columns of its own.
 */
export const MEMBER_INTS = 4;
/** group · 1024 + fit class · 128 + bucket; of use is the group alone while it is in no list. */
export const MEMBER_LIST = 0;
export const LIST_BITS = 10;
/** Neighbours in the circular list of its kind (lists.ts), while it stands in one. */
export const MEMBER_NEXT = 1;
export const MEMBER_PREVIOUS = 2;
/** As a seat's code, in groups that keep lists; CLOSED while it stands in none. */
export const MEMBER_CODE = 3;

/**
 * A seat is a place in three columns: `codes` (key · 8 + fit class, or CLOSED), `seconds` (the
 * second key) and `sitting` (the member, or NONE). Most are passed over by a look at the code.
 */
export const FIT_BITS = 3;
/** Above every code, and of fit class 0. */
export const CLOSED = 0x7ffffff8;
export const FIT_CLASSES = 1 << FIT_BITS;
export const FIT_MASK = FIT_CLASSES - 1;

/** Lists of a group and fit class; its mask is 4 words and a summary of them. */
export const BUCKET_BITS = 7;
export const BUCKETS = 1 << BUCKET_BITS;
export const MASK_INTS = 8;
export const MASK_SUMMARY = 4;

/** Block: what is known of 16 seats without a look at them, 8 integers. */
export const BLOCK_BITS = 4;
export const BLOCK_SEATS = 1 << BLOCK_BITS;
export const BLOCK_INTS = 8;
export const BLOCK_REALS = BLOCK_INTS / 2;
/** Not after the first open seat: its key, and its second key where the keys are equal. */
export const BLOCK_KEY = 0;
export const BLOCK_SECOND_REAL = 1;
/** Not above the second key of any open seat. */
export const BLOCK_LEAST_REAL = 2;
/** The seat of that bound; it is exact while the seat stands as the bound says. NONE: look again. */
export const BLOCK_FIRST = 6;
/** Bit for each fit class that may have an open seat here. */
export const BLOCK_FITS = 1;
/** How many seats are empty; not kept for round robin, whose seats have no gaps. */
export const BLOCK_EMPTY = 7;

/** Group: 16 integers. */
export const GROUP_INTS = 16;
/** 0 = no such group, else 1 + the strategy's place in STRATEGIES. */
export const STRATEGY = 0;
/** How its index is ordered: one of the SHAPE constants. */
export const SHAPE = 1;
/** The group's seats are the blocks FIRST … FIRST + COUNT − 1 of a run of ROOM. */
export const FIRST_BLOCK = 2;
export const MEMBER_COUNT = 3;
export const ONLINE = 4;
export const LIVE_ITEMS = 5;
export const GONE_ITEMS = 6;
/** Number of the agent chosen last, or NONE. */
export const LAST_NUMBER = 7;
export const SLOPES = 8;
export const FIRST_SHELF = 9;
export const SHELF_COUNT = 10;
/** Raised when availability, skills or memberships change: what counts of members depend on. */
export const PRESENCE_VERSION = 11;
/** Bit per fit class in which the index has members of the group. */
export const FITS = 12;
/** Raised when members come, go or change their skills: what sheets rest on. */
export const MEMBERS_VERSION = 13;
export const BLOCK_COUNT = 14;
export const BLOCK_ROOM = 15;

/** Reals of a group. */
export const GROUP_REALS = 32;
export const BASE_REAL = 0;
export const SLOPE_REAL = 10;
/** Turns taken in the group, and the summed weight of its open members (weighted strategy). */
export const TURNS_REAL = 20;
export const OPEN_WEIGHT_REAL = 21;
export const RESERVE_AFTER_REAL = 22;
export const SCORE_SKILL_REAL = 23;
export const SCORE_FREE_REAL = 24;
export const SCORE_IDLE_REAL = 25;
export const SCORE_LAST_REAL = 26;
export const SCORE_IDLE_CAP_REAL = 27;

/**
 * Shelf: the lines (by class) of one group, cost and requirement set, and their rungs (by slope rank),
 * in one run of memory: 22 records of 8 integers. The first is the shelf's own. A line or rung is named
 * by the place of its record among all: shelf · 22 + FIRST_LINE + class, shelf · 22 + FIRST_RUNG + rank.
 */
export const SHELF_RECORDS = 22;
export const FIRST_RUNG = 1;
export const FIRST_LINE = 11;
export const SHELF_INTS = SHELF_RECORDS * 8;
export const SHELF_GROUP = 0;
export const SHELF_COST = 1;
export const SHELF_REQUIREMENT = 2;
export const SHELF_NEXT = 3;
/** Bit per class whose line has a live item. */
export const SHELF_CLASSES = 4;
/** Items standing here, gone ones included; an empty shelf may be taken down. */
export const SHELF_STANDING = 5;

/**
 * Line: 8 integers. The enqueue times of its first and last place are copies, so that heads are
 * compared and newcomers join without a look at any item.
 */
export const LINE_INTS = 8;
export const LINE_REALS = LINE_INTS / 2;
export const LINE_HEAD = 0;
export const LINE_TAIL = 1;
export const LINE_COUNT = 2;
/** Highest guide of the line's ladder, or NONE while it is short. */
export const LINE_TOP = 3;
export const LINE_HEAD_SINCE_REAL = 2;
export const LINE_TAIL_SINCE_REAL = 3;

/**
 * Rung: the best head of the shelf for one slope; 8 integers. What a search asks of it stands in the
 * record itself.
 */
export const RUNG_INTS = 8;
export const RUNG_REALS = RUNG_INTS / 2;
export const RUNG_CLASS = 0;
export const RUNG_NEXT = 1;
export const RUNG_PREVIOUS = 2;
export const RUNG_SHELF = 3;
export const RUNG_SINCE_REAL = 2;
export const RUNG_COST = 6;
export const RUNG_REQUIREMENT = 7;

/**
 * Ring: (group · 10 + slope rank) · 8 + cost class; 4 integers. A copy of its first rung's class and
 * time stands beside it: most rings are ruled out by that alone.
 */
export const RING_INTS = 4;
export const RING_REALS = RING_INTS / 2;
export const RING_HEAD = 0;
export const RING_CLASS = 1;
export const RING_SINCE_REAL = 1;

/** Guide: a step of the ladder above a line (line.ts); 8 integers. */
export const GUIDE_INTS = 8;
export const GUIDE_PLACE = 0;
export const GUIDE_NEXT = 1;
export const GUIDE_PREVIOUS = 2;
export const GUIDE_UP = 3;
export const GUIDE_DOWN = 4;
export const GUIDE_WIDTH = 5;
/** Rails only: the level, from 1. */
export const GUIDE_LEVEL = 6;

/**
 * Item and place: 16 integers, one cache line. An item's first place in line is a part of its own
 * record, because nearly all stand in one line only; its places in further groups are records of
 * the same pool, of which only the place is used. So a place is named by the record it stands in.
 */
export const ITEM_INTS = 16;
export const ITEM_REALS = ITEM_INTS / 2;
/** 0 here, 1 gone, -1 the record is free or somebody's further place. */
export const ITEM_GONE = 0;
export const ITEM_GENERATION = 1;
export const ITEM_FIRST_PLACE = 2;
export const ITEM_EXCLUSION = 3;
/** Slot of the agent whose units are kept for this item, or NONE. */
export const ITEM_RESERVED_AGENT = 4;
export const ITEM_NEXT_FREE = 5;
/** Slot of the item that stands here. */
export const PLACE_ITEM = 6;
/** NONE while nobody stands here. */
export const PLACE_LINE = 7;
export const PLACE_NEXT = 8;
export const PLACE_PREVIOUS = 9;
export const PLACE_OF_ITEM = 10;
/** Lowest guide standing on this place, or NONE. */
export const PLACE_GUIDE = 11;
export const PLACE_SINCE_REAL = 6;
/** The item's order, in each of its places. */
export const PLACE_ORDER_REAL = 7;

/** Exclusion: an agent's handle and the item's next one. */
export const EXCLUSION_INTS = 2;

export const CLASSES = 10;
