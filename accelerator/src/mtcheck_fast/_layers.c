/* The layers of mtcheck's reading model and parser in whole numbers, for one processor core.
 *
 * The arithmetic is that of mtcheck/languages/en/model/whole.py: an output is clip((inputs @ weights + bias) >> shift),
 * everything an integer, so the results are those of numpy, bit for bit, whatever the processor can do. Nothing here is
 * told a length that it does not check: buffers come with their sizes, slots are compared with those that are stored.
 *
 * The objects keep memory for their values; as long as a call runs, the interpreter's lock is held.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__) && (defined(__x86_64__) || defined(__i386__))
#include <immintrin.h>
#define AVX2 1
#define FOR_AVX2 __attribute__((target("avx2")))
#else
#define AVX2 0
#endif
#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static __forceinline
#endif

enum {
    PLACES = 7,                 /* words in a window */
    SIDE = 3,                   /* of them before the word, and after it */
    FAR = 3,                    /* how far the last layer of a reader looks */
    MIXES = 4, EDGE = 8,        /* layers of the parser over neighbours, which look 1, 2, 4, 8 words away */
    REACH = 16,                 /* how far away a head may be */
    ARCS = 2 * REACH + 1,
    ACTIVE = 127, SUM = 511, WIDE = 511,
    LIMIT = 32767 / PLACES,     /* of a stored number */
    BLOCK = 64,                 /* words computed at once: their values stay in the nearest cache */
    LANES = 16,                 /* outputs are filled up to a multiple of this */
    MOST = 4096,                /* inputs or outputs of a layer */
    NEVER = -10000 * 512        /* score of what cannot be */
};

static int fast_processor; /* whether AVX2 is used */

/* ---- layers ---------------------------------------------------------------------------------------- */

typedef struct {
    int inputs, outputs, pairs, lanes; /* pairs of inputs; lanes: outputs filled up */
    int16_t *weights;                  /* [pair][lane][2] */
    int32_t *bias, *shift;             /* [lane] */
} Layer;

/* Up to three runs of numbers make the inputs of a word: run r of word i begins at from[r] + i * step[r]. */
typedef struct {
    const int16_t *from[3];
    int step[3], length[3], runs;
} Inputs;

static void *room_for(size_t count, size_t size) {
    void *found = NULL;
    if (count <= (size_t)PTRDIFF_MAX / size) found = calloc(count ? count : 1, size);
    if (!found) PyErr_NoMemory();
    return found;
}

static void layer_free(Layer *l) {
    free(l->weights);
    free(l->bias);
    free(l->shift);
    memset(l, 0, sizeof *l);
}

/* Fill `l` from (inputs, outputs, weights int8, bias int32, shift uint8). */
static int layer_from(PyObject *given, Layer *l) {
    Py_buffer w, b, s;
    int ok = 0, k, n;
    if (!PyTuple_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "a layer is a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(given, "iiy*y*y*", &k, &n, &w, &b, &s)) return -1;
    if (k < 1 || n < 1 || k > MOST || n > MOST || w.len != (Py_ssize_t)k * n || b.len != 4 * (Py_ssize_t)n || s.len != n) {
        PyErr_SetString(PyExc_ValueError, "a layer's arrays do not fit its size");
        goto done;
    }
    l->inputs = k, l->outputs = n, l->pairs = (k + 1) / 2, l->lanes = (n + LANES - 1) / LANES * LANES;
    if (!(l->weights = room_for((size_t)l->pairs * l->lanes * 2, 2)) || !(l->bias = room_for(l->lanes, 4)) ||
        !(l->shift = room_for(l->lanes, 4)))
        goto done;
    for (int i = 0; i < k; i++)
        for (int j = 0; j < n; j++)
            l->weights[((size_t)(i / 2) * l->lanes + j) * 2 + i % 2] = ((const int8_t *)w.buf)[(size_t)i * n + j];
    memcpy(l->bias, b.buf, 4 * (size_t)n);
    for (int j = 0; j < n; j++) {
        l->shift[j] = ((const uint8_t *)s.buf)[j];
        if (l->shift[j] > 30 || l->bias[j] > (1 << 24) || l->bias[j] < -(1 << 24)) {
            PyErr_SetString(PyExc_ValueError, "a layer's bias or shift is out of bounds");
            goto done;
        }
    }
    ok = 1;
done:
    PyBuffer_Release(&w);
    PyBuffer_Release(&b);
    PyBuffer_Release(&s);
    return ok ? 0 : -1;
}

/* Sums of m words, `sums` (m, lanes), the bias in them. All lengths of runs are even. */
static void multiply_plain(const Layer *l, const Inputs *in, int m, int32_t *sums) {
    for (int i = 0; i < m; i++) {
        int32_t *o = sums + (size_t)i * l->lanes;
        const int16_t *w = l->weights;
        memcpy(o, l->bias, 4 * (size_t)l->lanes);
        for (int r = 0; r < in->runs; r++) {
            const int16_t *p = in->from[r] + (ptrdiff_t)i * in->step[r];
            for (int k = 0; k < in->length[r]; k += 2, w += 2 * (size_t)l->lanes)
                for (int j = 0; j < l->lanes; j++) o[j] += p[k] * w[2 * j] + p[k + 1] * w[2 * j + 1];
        }
    }
}

#if AVX2
#define LOAD(p) _mm256_loadu_si256((const __m256i *)(p))
#define STORE(p, v) _mm256_storeu_si256((__m256i *)(p), v)

/* Sixteen outputs of ROWS words. */
#define TILE(NAME, ROWS)                                                                                      \
    FOR_AVX2 static void NAME(const Layer *l, const Inputs *in, int i, int j, int32_t *sums) {                \
        __m256i a[ROWS][2];                                                                                   \
        const int16_t *w = l->weights + 2 * (size_t)j;                                                        \
        for (int x = 0; x < ROWS; x++) a[x][0] = LOAD(l->bias + j), a[x][1] = LOAD(l->bias + j + 8);          \
        for (int r = 0; r < in->runs; r++) {                                                                  \
            const int16_t *p = in->from[r] + (ptrdiff_t)i * in->step[r];                                      \
            const int step = in->step[r], length = in->length[r];                                             \
            for (int k = 0; k < length; k += 2, w += 2 * (size_t)l->lanes) {                                  \
                const __m256i u = LOAD(w), v = LOAD(w + 16);                                                  \
                for (int x = 0; x < ROWS; x++) {                                                              \
                    int32_t two;                                                                              \
                    memcpy(&two, p + (ptrdiff_t)x * step + k, 4);                                             \
                    const __m256i q = _mm256_set1_epi32(two);                                                 \
                    a[x][0] = _mm256_add_epi32(a[x][0], _mm256_madd_epi16(q, u));                             \
                    a[x][1] = _mm256_add_epi32(a[x][1], _mm256_madd_epi16(q, v));                             \
                }                                                                                             \
            }                                                                                                 \
        }                                                                                                     \
        for (int x = 0; x < ROWS; x++) {                                                                      \
            int32_t *o = sums + (size_t)(i + x) * l->lanes + j;                                               \
            STORE(o, a[x][0]);                                                                                \
            STORE(o + 8, a[x][1]);                                                                            \
        }                                                                                                     \
    }
TILE(tile6, 6)
TILE(tile1, 1)

FOR_AVX2 static void multiply_avx2(const Layer *l, const Inputs *in, int m, int32_t *sums) {
    for (int j = 0; j < l->lanes; j += LANES) {
        int i = 0;
        for (; i + 6 <= m; i += 6) tile6(l, in, i, j, sums);
        for (; i < m; i++) tile1(l, in, i, j, sums);
    }
}
#endif

static void multiply(const Layer *l, const Inputs *in, int m, int32_t *sums) {
#if AVX2
    if (fast_processor) {
        multiply_avx2(l, in, m, sums);
        return;
    }
#endif
    multiply_plain(l, in, m, sums);
}

/* Shift sums and keep them within bounds: m words, `out` with `step` numbers from word to word. */
INLINE void finish_lanes(const Layer *l, const int32_t *sums, int m, int least, int most, int16_t *out, ptrdiff_t step) {
    for (int i = 0; i < m; i++) {
        const int32_t *a = sums + (size_t)i * l->lanes;
        int16_t *o = out + i * step;
        for (int j = 0; j < l->outputs; j++) {
            int32_t v = a[j] >> l->shift[j];
            v = v < least ? least : v;
            o[j] = (int16_t)(v > most ? most : v);
        }
    }
}
/* The sums over windows of words: `rows` (slots, PLACES, wide); ids with SIDE places before and after. */
INLINE void window_sums(const int16_t *rows, int wide, const int32_t *ids, int m, int16_t *out) {
    for (int i = 0; i < m; i++) {
        const int16_t *p[PLACES];
        int16_t *o = out + (size_t)i * wide;
        for (int k = 0; k < PLACES; k++) p[k] = rows + ((size_t)ids[i + k] * PLACES + k) * wide;
        for (int j = 0; j < wide; j++) {
            int v = p[0][j] + p[1][j] + p[2][j] + p[3][j] + p[4][j] + p[5][j] + p[6][j];
            v = v < 0 ? 0 : v;
            o[j] = (int16_t)(v > SUM ? SUM : v);
        }
    }
}
#if AVX2
FOR_AVX2 static void finish_avx2(const Layer *l, const int32_t *sums, int m, int least, int most, int16_t *out, ptrdiff_t step) {
    finish_lanes(l, sums, m, least, most, out, step);
}
FOR_AVX2 static void window_avx2(const int16_t *rows, int wide, const int32_t *ids, int m, int16_t *out) {
    const __m256i zero = _mm256_setzero_si256(), top = _mm256_set1_epi16(SUM);
    if (wide % 16) {
        window_sums(rows, wide, ids, m, out);
        return;
    }
    for (int i = 0; i < m; i++) {
        const int16_t *p[PLACES];
        for (int k = 0; k < PLACES; k++) p[k] = rows + ((size_t)ids[i + k] * PLACES + k) * wide;
        for (int j = 0; j < wide; j += 16) {
            __m256i t = LOAD(p[0] + j); /* cannot overflow: seven numbers within LIMIT */
            for (int k = 1; k < PLACES; k++) t = _mm256_add_epi16(t, LOAD(p[k] + j));
            STORE(out + (size_t)i * wide + j, _mm256_min_epi16(_mm256_max_epi16(t, zero), top));
        }
    }
}
#endif
static void finish(const Layer *l, const int32_t *sums, int m, int least, int most, int16_t *out, ptrdiff_t step) {
#if AVX2
    if (fast_processor) {
        finish_avx2(l, sums, m, least, most, out, step);
        return;
    }
#endif
    finish_lanes(l, sums, m, least, most, out, step);
}
static void window(const int16_t *rows, int wide, const int32_t *ids, int m, int16_t *out) {
#if AVX2
    if (fast_processor) {
        window_avx2(rows, wide, ids, m, out);
        return;
    }
#endif
    window_sums(rows, wide, ids, m, out);
}

/* ---- what both networks have: stored rows of words, slots that are checked, tables -------------------- */

typedef struct {
    Layer first, squeeze;
    int wide, slots, stored, rooms; /* slots there may be, slots in use, slots there is memory for */
    int16_t *rows;                  /* (rooms, PLACES, wide) */
    int32_t *powers;                /* what a score so far behind the best is worth */
    int reach;                      /* how many powers there are */
    int32_t *ids;                   /* of the words at hand, SIDE empty ones before and after */
    int32_t *sums;                  /* (BLOCK, lanes of the widest layer) */
    int16_t *hidden;                /* (BLOCK, wide) */
    int room;                       /* words there is memory for */
} Words;

static void words_free(Words *w) {
    layer_free(&w->first);
    layer_free(&w->squeeze);
    free(w->rows);
    free(w->powers);
    free(w->ids);
    free(w->sums);
    free(w->hidden);
}

static int words_rows(Words *w, int rooms) {
    size_t size = (size_t)PLACES * w->wide;
    int16_t *rows = room_for((size_t)rooms * size, 2);
    if (!rows) return -1;
    if (w->rows) memcpy(rows, w->rows, (size_t)w->stored * size * 2);
    free(w->rows);
    w->rows = rows;
    w->rooms = rooms;
    return 0;
}

static int words_init(Words *w, PyObject *first, PyObject *squeeze, PyObject *powers, int slots, int lanes) {
    Py_buffer p;
    if (layer_from(first, &w->first) || layer_from(squeeze, &w->squeeze)) return -1;
    if (w->first.outputs % PLACES || w->squeeze.inputs != w->first.outputs / PLACES || w->first.inputs % 2 ||
        w->first.inputs > 256 || slots < 1 ||
        slots > (1 << 20)) {
        PyErr_SetString(PyExc_ValueError, "the first layers do not fit each other");
        return -1;
    }
    w->wide = w->first.outputs / PLACES;
    w->slots = slots;
    w->stored = 1; /* slot 0 is empty */
    if (words_rows(w, slots < 512 ? slots : 512)) return -1;
    if (PyObject_GetBuffer(powers, &p, PyBUF_SIMPLE)) return -1;
    if (p.len < 4 || p.len % 4 || p.len > (1 << 20)) PyErr_SetString(PyExc_ValueError, "no table of powers");
    else if ((w->powers = room_for(p.len / 4, 4))) memcpy(w->powers, p.buf, p.len), w->reach = (int)(p.len / 4);
    PyBuffer_Release(&p);
    if (!w->powers) return -1;
    for (int i = 0; i < w->reach; i++)
        if (w->powers[i] < !i || w->powers[i] > (1 << 20)) {
            PyErr_SetString(PyExc_ValueError, "a power is out of bounds");
            return -1;
        }
    if (lanes < w->first.lanes) lanes = w->first.lanes;
    if (lanes < w->squeeze.lanes) lanes = w->squeeze.lanes;
    if (!(w->sums = room_for((size_t)BLOCK * lanes, 4))) return -1;
    return (w->hidden = room_for((size_t)BLOCK * w->wide, 2)) ? 0 : -1;
}

static int worth(const Words *w, int32_t behind) { return w->powers[behind < w->reach ? behind : w->reach - 1]; }

/* store(slot, vectors): vectors int16 (words, inputs) */
static PyObject *words_store(Words *w, PyObject *args) {
    int slot;
    Py_buffer v;
    if (!PyArg_ParseTuple(args, "iy*", &slot, &v)) return NULL;
    const Py_ssize_t size = 2 * (Py_ssize_t)w->first.inputs, count = v.len / size;
    PyObject *done = NULL;
    if (v.len % size || slot < 1 || slot > w->stored || count > w->slots - slot) {
        PyErr_SetString(PyExc_ValueError, "these words cannot be stored there");
        goto end;
    }
    if (slot + count > w->rooms && words_rows(w, w->slots)) goto end;
    for (Py_ssize_t i = 0; i < count; i += BLOCK) {
        const int m = (int)(count - i < BLOCK ? count - i : BLOCK);
        const Inputs in = {{(const int16_t *)v.buf + i * w->first.inputs}, {w->first.inputs}, {w->first.inputs}, 1};
        multiply(&w->first, &in, m, w->sums);
        finish(&w->first, w->sums, m, -LIMIT, LIMIT, w->rows + (size_t)(slot + i) * w->first.outputs, w->first.outputs);
    }
    w->stored = (int)(slot + count); /* what was stored later is given up */
    done = Py_NewRef(Py_None);
end:
    PyBuffer_Release(&v);
    return done;
}

/* Take over the slots of n words, int64, and see that each is stored. `grow` makes memory for more words. */
static int words_take(Words *w, const Py_buffer *ids) {
    const Py_ssize_t n = ids->len / 8;
    if (ids->len % 8 || n > (1 << 24)) {
        PyErr_SetString(PyExc_ValueError, "slots are int64, and not too many");
        return -1;
    }
    if (n > w->room || !w->ids) {
        free(w->ids);
        w->room = 0;
        if (!(w->ids = room_for((size_t)n + 2 * SIDE, 4))) return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        int64_t id;
        memcpy(&id, (const char *)ids->buf + 8 * i, 8);
        if (id < 0 || id >= w->stored) {
            PyErr_SetString(PyExc_ValueError, "no such slot");
            return -1;
        }
        w->ids[SIDE + i] = (int32_t)id;
    }
    memset(w->ids + SIDE + n, 0, 4 * SIDE);
    return (int)n;
}

/* ---- a reader: tags, or case and boundary ------------------------------------------------------------ */

typedef struct {
    PyObject_HEAD
    Words words;
    Layer context, far, head;
    int16_t *near, *found; /* (n + 2, narrow); (n + 2 FAR, inputs of the head) */
    int32_t *scores;       /* (n, outputs) */
    int begun, ready;      /* whether making it was begun, and whether it went well */
} Encoder;

static void encoder_dealloc(PyObject *object) {
    Encoder *self = (Encoder *)object;
    PyTypeObject *type = Py_TYPE(object);
    words_free(&self->words);
    layer_free(&self->context);
    layer_free(&self->far);
    layer_free(&self->head);
    free(self->near);
    free(self->found);
    free(self->scores);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(object);
    Py_DECREF(type);
}

static int most_lanes(int count, const Layer *const *layers) {
    int most = 0;
    for (int i = 0; i < count; i++) most = layers[i]->lanes > most ? layers[i]->lanes : most;
    return most;
}

/* Encoder(first, squeeze, context, far, head, powers, slots) */
static int encoder_init(PyObject *object, PyObject *args, PyObject *names) {
    Encoder *self = (Encoder *)object;
    PyObject *first, *squeeze, *context, *far, *head, *powers;
    int slots;
    if (self->begun) {
        PyErr_SetString(PyExc_RuntimeError, "made already");
        return -1;
    }
    self->begun = 1;
    if (!PyArg_ParseTuple(args, "OOOOOOi", &first, &squeeze, &context, &far, &head, &powers, &slots)) return -1;
    if (layer_from(context, &self->context) || layer_from(far, &self->far) || layer_from(head, &self->head)) return -1;
    const Layer *const all[] = {&self->context, &self->far, &self->head};
    if (words_init(&self->words, first, squeeze, powers, slots, most_lanes(3, all))) return -1;
    const int narrow = self->words.squeeze.outputs, middle = self->context.outputs;
    if (narrow % 2 || middle % 2 || self->far.outputs % 2 || self->words.wide % 2 || self->context.inputs != 3 * narrow ||
        self->far.inputs != 3 * middle || self->head.inputs != narrow + middle + self->far.outputs) {
        PyErr_SetString(PyExc_ValueError, "the layers do not fit each other");
        return -1;
    }
    self->ready = 1;
    return 0;
}

static int encoder_room(Encoder *self, int n) {
    if (n <= self->words.room && self->scores) return 0;
    free(self->near);
    free(self->found);
    free(self->scores);
    self->found = NULL, self->scores = NULL;
    if (!(self->near = room_for(((size_t)n + 2) * self->words.squeeze.outputs, 2)) ||
        !(self->found = room_for(((size_t)n + 2 * FAR) * self->head.inputs, 2)) ||
        !(self->scores = room_for((size_t)n * self->head.outputs, 4)))
        return -1;
    self->words.room = n;
    return 0;
}

static int encoder_run(Encoder *self, const Py_buffer *slots) {
    Words *w = &self->words;
    const int n = words_take(w, slots);
    if (n < 0 || encoder_room(self, n)) return -1;
    const int narrow = w->squeeze.outputs, middle = self->context.outputs, size = self->head.inputs;
    int16_t *near = self->near + narrow, *found = self->found + (size_t)FAR * size;
    const int32_t *ids = w->ids + SIDE;
    memset(near - narrow, 0, 2 * (size_t)narrow);
    memset(near + (size_t)n * narrow, 0, 2 * (size_t)narrow);
    memset(self->found, 0, 2 * (size_t)FAR * size);
    memset(found + (size_t)n * size, 0, 2 * (size_t)FAR * size);
    for (int i = 0; i < n; i += BLOCK) {
        const int m = n - i < BLOCK ? n - i : BLOCK;
        const Inputs in = {{w->hidden}, {w->wide}, {w->wide}, 1};
        window(w->rows, w->wide, w->ids + i, m, w->hidden);
        multiply(&w->squeeze, &in, m, w->sums);
        finish(&w->squeeze, w->sums, m, -ACTIVE, ACTIVE, near + (size_t)i * narrow, narrow);
        for (int x = i; x < i + m; x++) {
            int16_t *v = near + (size_t)x * narrow, *o = found + (size_t)x * size;
            if (!ids[x]) memset(v, 0, 2 * (size_t)narrow);
            for (int j = 0; j < narrow; j++) o[j] = v[j] < 0 ? 0 : v[j];
        }
    }
    for (int i = 0; i < n; i += BLOCK) {
        const int m = n - i < BLOCK ? n - i : BLOCK;
        const Inputs in = {{near + ((ptrdiff_t)i - 1) * narrow}, {narrow}, {3 * narrow}, 1};
        multiply(&self->context, &in, m, w->sums);
        finish(&self->context, w->sums, m, 0, ACTIVE, found + (size_t)i * size + narrow, size);
        for (int x = i; x < i + m; x++)
            if (!ids[x]) memset(found + (size_t)x * size + narrow, 0, 2 * (size_t)middle);
    }
    for (int i = 0; i < n; i += BLOCK) {
        const int m = n - i < BLOCK ? n - i : BLOCK;
        const int16_t *here = found + (ptrdiff_t)i * size, *middles = here + narrow;
        const Inputs in = {{middles - FAR * size, middles, middles + FAR * size}, {size, size, size}, {middle, middle, middle}, 3};
        const Inputs all = {{here}, {size}, {size}, 1};
        multiply(&self->far, &in, m, w->sums);
        finish(&self->far, w->sums, m, 0, ACTIVE, found + (size_t)i * size + narrow + middle, size);
        multiply(&self->head, &all, m, w->sums);
        for (int x = 0; x < m; x++)
            for (int j = 0; j < self->head.outputs; j++)
                self->scores[(size_t)(i + x) * self->head.outputs + j] =
                    w->sums[(size_t)x * self->head.lanes + j] >> self->head.shift[j];
    }
    return n;
}

/* best(slots int64, out uint8): the output with the highest score, the first of equals */
static PyObject *encoder_best(PyObject *object, PyObject *args) {
    Encoder *self = (Encoder *)object;
    Py_buffer slots, out;
    PyObject *done = NULL;
    if (!PyArg_ParseTuple(args, "y*w*", &slots, &out)) return NULL;
    const int outputs = self->head.outputs;
    if (!self->ready || outputs > 256 || out.len != slots.len / 8) PyErr_SetString(PyExc_ValueError, "out does not fit");
    else {
        const int n = encoder_run(self, &slots);
        for (int i = 0; i < n; i++) {
            const int32_t *s = self->scores + (size_t)i * outputs;
            int best = 0;
            for (int j = 1; j < outputs; j++)
                if (s[j] > s[best]) best = j;
            ((uint8_t *)out.buf)[i] = (uint8_t)best;
        }
        if (n >= 0) done = Py_NewRef(Py_None);
    }
    PyBuffer_Release(&slots);
    PyBuffer_Release(&out);
    return done;
}

/* restore(slots int64, case float32 (4, words), boundary float32): probabilities */
static PyObject *encoder_restore(PyObject *object, PyObject *args) {
    Encoder *self = (Encoder *)object;
    const Words *w = &self->words;
    Py_buffer slots, cases, ends;
    PyObject *done = NULL;
    if (!PyArg_ParseTuple(args, "y*w*w*", &slots, &cases, &ends)) return NULL;
    if (!self->ready || self->head.outputs != 5 || cases.len != 2 * slots.len || ends.len != slots.len / 2)
        PyErr_SetString(PyExc_ValueError, "out does not fit");
    else {
        const int n = encoder_run(self, &slots);
        float *c = cases.buf, *e = ends.buf;
        for (int i = 0; i < n; i++) {
            const int32_t *s = self->scores + (size_t)i * 5;
            int32_t best = s[0], total = 0;
            for (int j = 1; j < 4; j++) best = s[j] > best ? s[j] : best;
            for (int j = 0; j < 4; j++) total += worth(w, best - s[j]);
            for (int j = 0; j < 4; j++) c[(size_t)j * n + i] = (float)worth(w, best - s[j]) / (float)total;
            best = s[4] > 0 ? s[4] : 0;
            const int yes = worth(w, best - s[4]), no = worth(w, best);
            e[i] = (float)yes / (float)(yes + no);
        }
        if (n >= 0) done = Py_NewRef(Py_None);
    }
    PyBuffer_Release(&slots);
    PyBuffer_Release(&cases);
    PyBuffer_Release(&ends);
    return done;
}

static PyObject *encoder_store(PyObject *object, PyObject *args) {
    if (!((Encoder *)object)->ready) return PyErr_Format(PyExc_RuntimeError, "not made yet");
    return words_store(&((Encoder *)object)->words, args);
}

static PyMethodDef encoder_methods[] = {
    {"store", encoder_store, METH_VARARGS, "store(slot, vectors): keep the rows of words, int16 (words, inputs)"},
    {"best", encoder_best, METH_VARARGS, "best(slots, out): the best output of each word, uint8"},
    {"restore", encoder_restore, METH_VARARGS, "restore(slots, case, boundary): probabilities, float32"},
    {0},
};
static PyType_Slot encoder_slots[] = {
    {Py_tp_init, encoder_init}, {Py_tp_dealloc, encoder_dealloc}, {Py_tp_methods, encoder_methods},
    {Py_tp_new, PyType_GenericNew}, {Py_tp_doc, "The layers of the tagger or of the reader."}, {0},
};
static PyType_Spec encoder_spec = {"mtcheck_fast.Encoder", sizeof(Encoder), 0, Py_TPFLAGS_DEFAULT, encoder_slots};

#include "_parser.h" /* the parser; a file of its own for the length of this one */

/* processor(use): whether the wider instructions are used; with an argument, whether they shall be, if there are any */
static PyObject *processor(PyObject *module, PyObject *args) {
    int use = -1;
    (void)module;
    if (!PyArg_ParseTuple(args, "|p", &use)) return NULL;
#if AVX2
    if (use >= 0) fast_processor = use && __builtin_cpu_supports("avx2");
#endif
    return PyBool_FromLong(fast_processor);
}

static PyMethodDef functions[] = {
    {"processor", processor, METH_VARARGS, "processor(use=None): whether AVX2 is used; the results do not depend on it"},
    {0},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_layers", "Layers in whole numbers.", -1, functions,
                                        NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__layers(void) {
    PyObject *module = PyModule_Create(&definition);
    PyType_Spec *const specs[] = {&encoder_spec, &parser_spec};
#if AVX2
    fast_processor = __builtin_cpu_supports("avx2") != 0;
#endif
    for (int i = 0; module && i < 2; i++) {
        PyObject *type = PyType_FromSpec(specs[i]);
        if (!type || PyModule_AddType(module, (PyTypeObject *)type) < 0) Py_CLEAR(module);
        Py_XDECREF(type);
    }
    return module;
}
