/* Tests the cycles of some encodings on each core, against the tables of the manuals. */
#include <stdio.h>

#include "cycles.h"

#define NOTHING { 0, 0 }
#define NARROW(bits) { bits, 2 }
#define WIDE(bits) { bits, 4 }

/* An instruction after another one, and its cycles on the M0, M3 and M4F. 0: the core does not have it. */
static const struct {
    const char *text;
    struct code before, code;
    unsigned cycles[CORES];
} CASES[] = {
    { "adds r0, r1, r2", NOTHING, NARROW(0x1888), { 1, 1, 1 } },
    { "muls r0, r1", NOTHING, NARROW(0x4348), { 1, 1, 1 } },
    { "ldr r0, [r1]", NOTHING, NARROW(0x6808), { 2, 2, 2 } },
    { "ldr r0, [pc, #4]", NOTHING, NARROW(0x4801), { 2, 2, 2 } },
    { "ldrsb r0, [r1, r2]", NOTHING, NARROW(0x5688), { 2, 2, 2 } },
    { "ldr r0, [r1] after ldr r2, [r3]", NARROW(0x681a), NARROW(0x6808), { 2, 1, 1 } },
    { "ldr r0, [r1] after ldr r1, [r2]", NARROW(0x6811), NARROW(0x6808), { 2, 2, 2 } },
    { "ldr r0, [r1] after adds r1, #1", NARROW(0x3101), NARROW(0x6808), { 2, 3, 3 } },
    { "ldr r0, [r1] after cmp r1, #1", NARROW(0x2901), NARROW(0x6808), { 2, 2, 2 } },
    { "str r0, [r1]", NOTHING, NARROW(0x6008), { 2, 1, 1 } },
    { "str r0, [r1, r2]", NOTHING, NARROW(0x5088), { 2, 2, 2 } },
    { "str r0, [r1, r2] after ldr r0, [r3]", NARROW(0x6818), NARROW(0x5088), { 2, 1, 1 } },
    { "push {r4, lr}", NOTHING, NARROW(0xb510), { 3, 3, 3 } },
    { "pop {r4, pc} without the refill", NOTHING, NARROW(0xbd10), { 4, 3, 3 } },
    { "ldmia r0!, {r1, r2, r3}", NOTHING, NARROW(0xc80e), { 4, 4, 4 } },
    { "bne without the refill", NOTHING, NARROW(0xd1fe), { 1, 1, 1 } },
    { "bx lr without the refill", NOTHING, NARROW(0x4770), { 1, 1, 1 } },
    { "bl without the refill", NOTHING, WIDE(0xf7fffffe), { 2, 1, 1 } },
    { "dmb sy", NOTHING, WIDE(0xf3bf8f5f), { 4, 1, 1 } },
    { "mrs r0, primask", NOTHING, WIDE(0xf3ef8010), { 4, 2, 2 } },
    { "it eq after movs r0, #1", NARROW(0x2001), NARROW(0xbf08), { 0, 0, 0 } },
    { "ldr.w r0, [r1, r2, lsl #2]", NOTHING, WIDE(0xf8510022), { 0, 2, 2 } },
    { "ldrd r0, r1, [r2]", NOTHING, WIDE(0xe9d20100), { 0, 3, 3 } },
    { "stmdb sp!, {r4-r11, lr}", NOTHING, WIDE(0xe92d4ff0), { 0, 10, 10 } },
    { "tbb [pc, r0] without the refill", NOTHING, WIDE(0xe8dff000), { 0, 2, 2 } },
    { "mul r0, r1, r2", NOTHING, WIDE(0xfb01f002), { 0, 1, 1 } },
    { "mla r0, r1, r2, r3", NOTHING, WIDE(0xfb013002), { 0, 2, 1 } },
    { "umull r0, r1, r2, r3", NOTHING, WIDE(0xfba20103), { 0, 4, 1 } },
    { "smlal r0, r1, r2, r3", NOTHING, WIDE(0xfbc20103), { 0, 6, 1 } },
    { "udiv r0, r1, r2", NOTHING, WIDE(0xfbb1f0f2), { 0, 7, 7 } },
    { "smlad r0, r1, r2, r3", NOTHING, WIDE(0xfb213002), { 0, 0, 1 } },
    { "sxtab16 r0, r1, r2", NOTHING, WIDE(0xfa21f082), { 0, 0, 1 } },
    { "clz r0, r1", NOTHING, WIDE(0xfab1f081), { 0, 1, 1 } },
    { "vmla.f32 s0, s2, s4", NOTHING, WIDE(0xee010a02), { 0, 0, 3 } },
    { "vfma.f32 s0, s2, s4", NOTHING, WIDE(0xeea10a02), { 0, 0, 3 } },
    { "vadd.f32 s0, s0, s2", NOTHING, WIDE(0xee300a01), { 0, 0, 1 } },
    { "vadd.f32 s0, s0, s2 after vmul.f32 s2, s4, s6", WIDE(0xee221a03), WIDE(0xee300a01), { 0, 0, 2 } },
    { "vmla.f32 s0, s2, s4 after vmla.f32 s0, s6, s8", WIDE(0xee030a04), WIDE(0xee010a02), { 0, 0, 3 } },
    { "vdiv.f32 s0, s2, s4", NOTHING, WIDE(0xee810a02), { 0, 0, 14 } },
    { "vsqrt.f32 s0, s2", NOTHING, WIDE(0xeeb10ac1), { 0, 0, 14 } },
    { "vldr s0, [r0]", NOTHING, WIDE(0xed900a00), { 0, 0, 2 } },
    { "vldr s0, [r0] after vldr s2, [r1]", WIDE(0xed911a00), WIDE(0xed900a00), { 0, 0, 1 } },
    { "vldr d0, [r0]", NOTHING, WIDE(0xed900b00), { 0, 0, 3 } },
    { "vstr s0, [r0] after vadd.f32 s0, s0, s2", WIDE(0xee300a01), WIDE(0xed800a00), { 0, 0, 3 } },
    { "vldmia r0!, {s0-s3}", NOTHING, WIDE(0xecb00a04), { 0, 0, 5 } },
    { "vpush {d8, d9}", NOTHING, WIDE(0xed2d8b04), { 0, 0, 5 } },
    { "vmov s0, r0", NOTHING, WIDE(0xee000a10), { 0, 0, 1 } },
    { "vmrs apsr_nzcv, fpscr", NOTHING, WIDE(0xeef1fa10), { 0, 0, 1 } },
    { "vadd.f64 d0, d1, d2", NOTHING, WIDE(0xee310b02), { 0, 0, 0 } },
    { "udf #0", NOTHING, NARROW(0xde00), { 0, 0, 0 } },
};

int main(void) {
    int failed = 0;
    for (unsigned i = 0; i < sizeof CASES / sizeof *CASES; i++)
        for (enum core core = M0; core < CORES; core++) {
            unsigned unknown = 0, cost = cycles(core, CASES[i].code, CASES[i].before, &unknown);
            unsigned expected = CASES[i].cycles[core];
            if (unknown ? expected == 0 && cost == 1 : cost == expected) continue;
            printf("core %d, %s: %u cycles, expected %u\n", core, CASES[i].text, unknown ? 0 : cost, expected);
            failed++;
        }
    const uint8_t bytes[] = { 0x08, 0x68, 0x00, 0x00 }, wide[] = { 0x01, 0xee, 0x02, 0x0a };
    failed += code_at(bytes).bits != 0x6808 || code_at(bytes).bytes != 2;
    failed += code_at(wide).bits != 0xee010a02 || code_at(wide).bytes != 4;
    failed += core_named("m4f") != M4F || core_named("m7") != CORES;
    return failed != 0;
}
