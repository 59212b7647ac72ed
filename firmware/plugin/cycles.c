/* The cycles of an instruction, from the tables of Arm's Technical Reference Manuals, for memory without wait states:
 *
 *   Cortex-M0   DDI 0432C, table 3-1, with the fast multiplier
 *   Cortex-M3   DDI 0337I, table 3-1 and the section "Load/store timings"
 *   Cortex-M4F  100166 (was DDI 0439), tables 3-1 and 7-1, the sections on load/store timings and on the FPU
 *
 * The encodings are those of the Armv7-M Architecture Reference Manual, DDI 0403E, chapter A5.
 *
 * A range is its middle, rounded up: a pipeline refill of 1 to 3 is 2, a division of 2 to 12 is 7. Not in the model: wait states,
 * the write buffer, contention of instruction fetches with data, and instructions of an IT block that are skipped (they cost as
 * much as if they were executed). Pairs of instructions are seen within a block of QEMU, which ends at branches and pages. */
#include "cycles.h"

#include <stddef.h>
#include <string.h>

/* What the manuals give a number for. */
enum kind {
    UNKNOWN,
    DATA,
    MULTIPLY,
    MULTIPLY_ADD,
    LONG_MULTIPLY,
    LONG_MULTIPLY_ADD,
    DSP,
    DIVIDE,
    LOAD,
    STORE,          /* with an immediate offset */
    STORE_REGISTER, /* with a register offset */
    DUAL,           /* LDRD, STRD */
    LIST,           /* LDM, STM, PUSH, POP: the cycles without the registers */
    POP_PC,
    BRANCH,
    CALL, /* BL with its offset */
    TABLE,
    IT,
    SPECIAL, /* MRS, MSR */
    BARRIER,
    BARRIER_FETCH, /* ISB */
    FLOAT_MOVE,    /* also VABS, VNEG and VCMP, whose results are not late */
    FLOAT_MOVE_PAIR,
    FLOAT_MATH, /* VADD, VSUB, VMUL, VCVT */
    FLOAT_MULTIPLY_ADD,
    FLOAT_DIVIDE,
    FLOAT_MEMORY,
    FLOAT_DUAL,
    FLOAT_LIST,
    KINDS
};

/* The cycles of each kind. 0: the core does not have it. */
static const uint8_t CYCLES[KINDS][CORES] = {
    /*                      M0 M3 M4F */
    [DATA]               = { 1, 1,  1 },
    [MULTIPLY]           = { 1, 1,  1 },
    [MULTIPLY_ADD]       = { 0, 2,  1 },
    [LONG_MULTIPLY]      = { 0, 4,  1 }, /* M3: 3 to 5 */
    [LONG_MULTIPLY_ADD]  = { 0, 6,  1 }, /* M3: 4 to 7 */
    [DSP]                = { 0, 0,  1 },
    [DIVIDE]             = { 0, 7,  7 }, /* 2 to 12 */
    [LOAD]               = { 2, 2,  2 },
    [STORE]              = { 2, 1,  1 },
    [STORE_REGISTER]     = { 2, 2,  2 },
    [DUAL]               = { 0, 3,  3 },
    [LIST]               = { 1, 1,  1 },
    [POP_PC]             = { 2, 1,  1 }, /* M0: 4 + N with the refill */
    [BRANCH]             = { 1, 1,  1 },
    [CALL]               = { 2, 1,  1 }, /* M0: 4 with the refill */
    [TABLE]              = { 0, 2,  2 },
    [IT]                 = { 0, 1,  1 },
    [SPECIAL]            = { 4, 2,  2 }, /* M3, M4: 1 or 2 */
    [BARRIER]            = { 4, 1,  1 },
    [BARRIER_FETCH]      = { 4, 3,  3 },
    [FLOAT_MOVE]         = { 0, 0,  1 },
    [FLOAT_MOVE_PAIR]    = { 0, 0,  2 },
    [FLOAT_MATH]         = { 0, 0,  1 },
    [FLOAT_MULTIPLY_ADD] = { 0, 0,  3 },
    [FLOAT_DIVIDE]       = { 0, 0, 14 },
    [FLOAT_MEMORY]       = { 0, 0,  2 },
    [FLOAT_DUAL]         = { 0, 0,  3 },
    [FLOAT_LIST]         = { 0, 0,  1 },
};

/* Fields of an encoding that hold registers. `S` is a register of the FPU, with its lowest bit elsewhere. */
enum field {
    F0 = 1 << 0,      /* bits 2 to 0 */
    F3 = 1 << 1,      /* bits 5 to 3 */
    F6 = 1 << 2,      /* bits 8 to 6 */
    F8 = 1 << 3,      /* bits 10 to 8 */
    HIGH = 1 << 4,    /* bits 2 to 0, and 7 */
    WIDE0 = 1 << 5,   /* bits 3 to 0 */
    WIDE8 = 1 << 6,   /* bits 11 to 8 */
    WIDE12 = 1 << 7,  /* bits 15 to 12 */
    WIDE16 = 1 << 8,  /* bits 19 to 16 */
    SP = 1 << 9,      /* the stack pointer */
    S0 = 1 << 10,     /* bits 3 to 0, and 5 */
    S12 = 1 << 11,    /* bits 15 to 12, and 22 */
    S16 = 1 << 12,    /* bits 19 to 16, and 7 */
    D12 = 1 << 13,    /* bits 15 to 12, and 22: two registers */
};

/* An encoding: a row matches if the bits under the mask are those of the value. The first match counts. */
struct row {
    uint32_t mask, value;
    enum kind kind;
    int writes;  /* the register of the result */
    int reads;   /* the registers of the address, or the operands in the FPU without an addend */
};

static const struct row NARROW[] = {
    { 0xf800, 0x2800, DATA, 0, 0 },                /* CMP with a constant */
    { 0xe000, 0x2000, DATA, F8, 0 },               /* MOV, ADD, SUB with a constant */
    { 0xe000, 0x0000, DATA, F0, 0 },               /* shifts, ADD, SUB */
    { 0xffc0, 0x4340, MULTIPLY, F0, 0 },
    { 0xffc0, 0x4200, DATA, 0, 0 },                /* TST */
    { 0xff80, 0x4280, DATA, 0, 0 },                /* CMP, CMN */
    { 0xfc00, 0x4000, DATA, F0, 0 },               /* AND to MVN */
    { 0xff00, 0x4700, BRANCH, 0, 0 },              /* BX, BLX */
    { 0xff00, 0x4500, DATA, 0, 0 },                /* CMP of high registers */
    { 0xfc00, 0x4400, DATA, HIGH, 0 },             /* ADD, MOV of high registers */
    { 0xf800, 0x4800, LOAD, F8, 0 },               /* LDR of a literal */
    { 0xfe00, 0x5600, LOAD, F0, F3 | F6 },         /* LDRSB */
    { 0xf800, 0x5000, STORE_REGISTER, 0, F3 | F6 }, /* STR, STRH, STRB */
    { 0xf800, 0x5800, LOAD, F0, F3 | F6 },         /* LDR, LDRH, LDRB, LDRSH */
    { 0xe800, 0x6000, STORE, 0, F3 },              /* STR, STRB */
    { 0xe800, 0x6800, LOAD, F0, F3 },              /* LDR, LDRB */
    { 0xf800, 0x8000, STORE, 0, F3 },              /* STRH */
    { 0xf800, 0x8800, LOAD, F0, F3 },              /* LDRH */
    { 0xf800, 0x9000, STORE, 0, SP },
    { 0xf800, 0x9800, LOAD, F8, SP },
    { 0xf000, 0xa000, DATA, F8, 0 },               /* ADR, ADD of SP */
    { 0xff00, 0xb000, DATA, SP, 0 },               /* ADD, SUB to SP */
    { 0xff00, 0xb200, DATA, F0, 0 },               /* SXTH, SXTB, UXTH, UXTB */
    { 0xf500, 0xb100, BRANCH, 0, 0 },              /* CBZ, CBNZ */
    { 0xfe00, 0xb400, LIST, 0, SP },               /* PUSH */
    { 0xffe0, 0xb660, DATA, 0, 0 },                /* CPS */
    { 0xff00, 0xbc00, LIST, 0, SP },               /* POP */
    { 0xff00, 0xbd00, POP_PC, 0, SP },
    { 0xff00, 0xba00, DATA, F0, 0 },               /* REV, REV16, REVSH */
    { 0xff0f, 0xbf00, DATA, 0, 0 },                /* NOP and other hints */
    { 0xff00, 0xbf00, IT, 0, 0 },
    { 0xf000, 0xc000, LIST, 0, F8 },               /* STM, LDM */
    { 0xfe00, 0xde00, UNKNOWN, 0, 0 },             /* UDF, SVC */
    { 0xf000, 0xd000, BRANCH, 0, 0 },
    { 0xf800, 0xe000, BRANCH, 0, 0 },
};

static const struct row WIDE[] = {
    { 0xffd00000, 0xe8800000, LIST, 0, WIDE16 },              /* STM */
    { 0xffd00000, 0xe8900000, LIST, 0, WIDE16 },              /* LDM */
    { 0xffd00000, 0xe9000000, LIST, 0, WIDE16 },              /* STMDB */
    { 0xffd00000, 0xe9100000, LIST, 0, WIDE16 },              /* LDMDB */
    { 0xfff0ffe0, 0xe8d0f000, TABLE, 0, 0 },                  /* TBB, TBH */
    { 0xff700000, 0xe8400000, STORE_REGISTER, 0, WIDE16 },    /* STREX */
    { 0xff700000, 0xe8500000, LOAD, WIDE12, WIDE16 },         /* LDREX */
    { 0xfe400000, 0xe8400000, DUAL, 0, WIDE16 },
    { 0xfe000000, 0xea000000, DATA, WIDE8, 0 },               /* registers, shifted */
    { 0xf8008000, 0xf0000000, DATA, WIDE8, 0 },               /* constants, bit fields, saturation */
    { 0xffe0d000, 0xf3808000, SPECIAL, 0, 0 },                /* MSR */
    { 0xffe0d000, 0xf3e08000, SPECIAL, 0, 0 },                /* MRS */
    { 0xfff0d000, 0xf3a08000, DATA, 0, 0 },                   /* NOP.W and other hints */
    { 0xfff0d0f0, 0xf3b08060, BARRIER_FETCH, 0, 0 },
    { 0xfff0d000, 0xf3b08000, BARRIER, 0, 0 },                /* DMB, DSB, CLREX */
    { 0xfff0d000, 0xf7f08000, UNKNOWN, 0, 0 },                /* UDF */
    { 0xf800d000, 0xf0008000, BRANCH, 0, 0 },                 /* B with a condition */
    { 0xf800d000, 0xf0009000, BRANCH, 0, 0 },
    { 0xf800d000, 0xf000d000, CALL, 0, 0 },
    { 0xfe1f0000, 0xf81f0000, LOAD, WIDE12, 0 },              /* LDR of a literal */
    { 0xff900fc0, 0xf8000000, STORE_REGISTER, 0, WIDE16 | WIDE0 },
    { 0xff100000, 0xf8000000, STORE, 0, WIDE16 },
    { 0xfe900fc0, 0xf8100000, LOAD, WIDE12, WIDE16 | WIDE0 },
    { 0xfe100000, 0xf8100000, LOAD, WIDE12, WIDE16 },
    { 0xffd0f0c0, 0xfa80f080, DSP, WIDE8, 0 },                /* QADD and its family, SEL */
    { 0xffd0f0c0, 0xfa90f080, DATA, WIDE8, 0 },               /* REV, RBIT, CLZ */
    { 0xff80f080, 0xfa80f000, DSP, WIDE8, 0 },                /* parallel sums */
    { 0xffaff0c0, 0xfa0ff080, DATA, WIDE8, 0 },               /* SXTH, UXTH, .. */
    { 0xff80f0c0, 0xfa00f080, DSP, WIDE8, 0 },                /* SXTAH, UXTAB16, .. */
    { 0xff80f0f0, 0xfa00f000, DATA, WIDE8, 0 },               /* shifts by a register */
    { 0xfff0f0f0, 0xfb00f000, MULTIPLY, WIDE8, 0 },
    { 0xfff000e0, 0xfb000000, MULTIPLY_ADD, WIDE8, 0 },       /* MLA, MLS */
    { 0xff800000, 0xfb000000, DSP, WIDE8, 0 },                /* SMLABB, SMLAD, .. */
    { 0xffd000f0, 0xfb800000, LONG_MULTIPLY, WIDE8 | WIDE12, 0 },      /* SMULL, UMULL */
    { 0xffd000f0, 0xfb9000f0, DIVIDE, WIDE8, 0 },
    { 0xffd000f0, 0xfbc00000, LONG_MULTIPLY_ADD, WIDE8 | WIDE12, 0 },  /* SMLAL, UMLAL */
    { 0xff800000, 0xfb800000, DSP, WIDE8, 0 },                /* SMLALBB, UMAAL, .. */
    { 0xffb00f10, 0xee000a00, FLOAT_MULTIPLY_ADD, S12, S16 | S0 }, /* VMLA, VMLS */
    { 0xffb00f10, 0xee100a00, FLOAT_MULTIPLY_ADD, S12, S16 | S0 }, /* VNMLA, VNMLS */
    { 0xffb00f10, 0xee900a00, FLOAT_MULTIPLY_ADD, S12, S16 | S0 }, /* VFNMA, VFNMS */
    { 0xffb00f10, 0xeea00a00, FLOAT_MULTIPLY_ADD, S12, S16 | S0 }, /* VFMA, VFMS */
    { 0xffb00f10, 0xee200a00, FLOAT_MATH, S12, S16 | S0 },         /* VMUL, VNMUL */
    { 0xffb00f10, 0xee300a00, FLOAT_MATH, S12, S16 | S0 },         /* VADD, VSUB */
    { 0xffb00f50, 0xee800a00, FLOAT_DIVIDE, S12, S16 | S0 },
    { 0xffbf0fd0, 0xeeb10ac0, FLOAT_DIVIDE, S12, S0 },             /* VSQRT */
    { 0xffb00f50, 0xeeb00a00, FLOAT_MOVE, 0, 0 },                  /* VMOV of a constant */
    { 0xffbe0f50, 0xeeb00a40, FLOAT_MOVE, 0, S0 },                 /* VMOV, VABS, VNEG */
    { 0xffbf0f50, 0xeeb40a40, FLOAT_MOVE, 0, S12 | S0 },           /* VCMP */
    { 0xffbf0f50, 0xeeb50a40, FLOAT_MOVE, 0, S12 },                /* VCMP with 0 */
    { 0xffbe0f50, 0xeeb20a40, FLOAT_MATH, S12, S0 },               /* VCVTB, VCVTT */
    { 0xffb80f50, 0xeeb80a40, FLOAT_MATH, S12, S0 },               /* VCVT */
    { 0xfff00f7f, 0xee000a10, FLOAT_MOVE, 0, 0 },                  /* VMOV from a register of the core */
    { 0xfff00f7f, 0xee100a10, FLOAT_MOVE, 0, S16 },                /* VMOV to it */
    { 0xffc00f7f, 0xee000b10, FLOAT_MOVE, 0, 0 },                  /* VMOV of half a double */
    { 0xffef0fff, 0xeee10a10, FLOAT_MOVE, 0, 0 },                  /* VMRS, VMSR */
    { 0xffe00ed0, 0xec400a10, FLOAT_MOVE_PAIR, 0, 0 },
    { 0xff300f00, 0xed100a00, FLOAT_MEMORY, 0, WIDE16 },           /* VLDR */
    { 0xff300f00, 0xed000a00, FLOAT_MEMORY, 0, WIDE16 | S12 },     /* VSTR */
    { 0xff300f00, 0xed100b00, FLOAT_DUAL, 0, WIDE16 },
    { 0xff300f00, 0xed000b00, FLOAT_DUAL, 0, WIDE16 | D12 },
    { 0xff800e00, 0xec800a00, FLOAT_LIST, 0, WIDE16 },             /* VLDM, VSTM, VPOP */
    { 0xffa00e00, 0xed200a00, FLOAT_LIST, 0, WIDE16 },             /* VPUSH */
};

static const struct row NONE = { 0, 0, UNKNOWN, 0, 0 };

enum core core_named(const char *name) {
    static const char *const NAMES[CORES] = { "m0", "m3", "m4f" };
    enum core core = M0;
    while (core < CORES && strcmp(name, NAMES[core])) core++;
    return core;
}

struct code code_at(const uint8_t *bytes) {
    uint32_t first = bytes[0] | bytes[1] << 8;
    if (first < 0xe800) return (struct code){ first, 2 };
    return (struct code){ first << 16 | bytes[2] | bytes[3] << 8, 4 };
}

static const struct row *row_of(struct code code) {
    const struct row *rows = code.bytes == 4 ? WIDE : NARROW;
    size_t count = code.bytes == 4 ? sizeof WIDE / sizeof *WIDE : sizeof NARROW / sizeof *NARROW;
    for (size_t i = 0; code.bytes && i < count; i++)
        if ((code.bits & rows[i].mask) == rows[i].value) return &rows[i];
    return &NONE;
}

/* The registers in some fields: 16 of the core, then 32 of the FPU. The program counter is not one. */
static uint64_t registers(uint32_t bits, int fields) {
    uint64_t set = 0;
    if (fields & F0) set |= 1ull << (bits & 7);
    if (fields & F3) set |= 1ull << (bits >> 3 & 7);
    if (fields & F6) set |= 1ull << (bits >> 6 & 7);
    if (fields & F8) set |= 1ull << (bits >> 8 & 7);
    if (fields & HIGH) set |= 1ull << ((bits & 7) | (bits >> 4 & 8));
    if (fields & WIDE0) set |= 1ull << (bits & 15);
    if (fields & WIDE8) set |= 1ull << (bits >> 8 & 15);
    if (fields & WIDE12) set |= 1ull << (bits >> 12 & 15);
    if (fields & WIDE16) set |= 1ull << (bits >> 16 & 15);
    if (fields & SP) set |= 1ull << 13;
    if (fields & S0) set |= 0x10000ull << ((bits & 15) << 1 | (bits >> 5 & 1));
    if (fields & S12) set |= 0x10000ull << ((bits >> 12 & 15) << 1 | (bits >> 22 & 1));
    if (fields & S16) set |= 0x10000ull << ((bits >> 16 & 15) << 1 | (bits >> 7 & 1));
    if (fields & D12) set |= 0x30000ull << ((bits >> 12 & 15) << 1);
    return set & ~(1ull << 15);
}

static int is_single(enum kind kind) {
    return kind == LOAD || kind == STORE || kind == STORE_REGISTER || kind == FLOAT_MEMORY;
}

/* Whether it is a load of one register, after which a load or store can start early. */
static int is_load(const struct row *row) {
    return row->kind == LOAD || (row->kind == FLOAT_MEMORY && !(row->reads & S12));
}

/* The registers of a list, in words. */
static unsigned length(const struct row *row, struct code code) {
    if (row->kind == FLOAT_LIST) return code.bits & 0xff;
    if (row->kind != LIST && row->kind != POP_PC) return 0;
    uint32_t list = code.bits & (code.bytes == 4 ? 0xffff : row->reads == SP ? 0x1ff : 0xff);
    return __builtin_popcount(list);
}

unsigned cycles(enum core core, struct code code, struct code before, unsigned *unknown) {
    const struct row *row = row_of(code), *last = row_of(before);
    unsigned cost = CYCLES[row->kind][core];
    /* of 32 bits, Armv6-M has BL, MRS, MSR and barriers */
    int is_v6 = code.bytes == 2 || (row->kind >= CALL && row->kind <= BARRIER_FETCH);
    if (!cost || (core == M0 && !is_v6)) return ++*unknown, 1;
    cost += length(row, code);
    if (core == M0) return cost;
    /* an IT can be executed together with an instruction of 16 bits */
    if (row->kind == IT && before.bytes == 2) return 0;
    int is_used = (registers(before.bits, last->writes) & registers(code.bits, row->reads)) != 0;
    /* a load or store after a load overlaps with it if it does not wait for it */
    if (is_single(row->kind) && is_load(last) && !is_used) return 1;
    /* the next instruction waits for a result in the FPU, and an address for a result in the core */
    if (is_used && !is_load(last)) cost++;
    return cost;
}
