/* The parser: the layers over neighbours, the scores of arcs, and which arc each word gets. Part of _layers.c. */

typedef struct {
    PyObject_HEAD
    Words words;
    Layer mix[MIXES], heads, relation;
    int queries, labels, kinds, root, shift; /* numbers of a query, of an end of a relation; kinds; the relation of roots */
    int32_t distance[ARCS];
    int16_t *near, *deep[2];   /* (n + 2 EDGE, narrow), (n + 2 EDGE, deep): two, of which one is read and one written */
    int16_t *query, *key;      /* (n, queries), (n + 2 REACH, queries) */
    int16_t *below, *above;    /* (n, labels) */
    int32_t *ends, *kind;      /* (n, 2): how good a head, how good a root; (n, kinds) */
    int64_t *sentence;         /* (n,) */
    int begun, ready;
} Parser;

static void parser_empty(Parser *self) {
    void **const all[] = {(void **)&self->near,  (void **)&self->deep[0], (void **)&self->deep[1],
                          (void **)&self->query, (void **)&self->key,     (void **)&self->below,
                          (void **)&self->above, (void **)&self->ends,    (void **)&self->kind,
                          (void **)&self->sentence};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        free(*all[i]);
        *all[i] = NULL;
    }
}

static void parser_dealloc(PyObject *object) {
    Parser *self = (Parser *)object;
    PyTypeObject *type = Py_TYPE(object);
    words_free(&self->words);
    for (int k = 0; k < MIXES; k++) layer_free(&self->mix[k]);
    layer_free(&self->heads);
    layer_free(&self->relation);
    parser_empty(self);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(object);
    Py_DECREF(type);
}

/* Parser(first, squeeze, (mix, ...), heads, relation, distance int32, shift, queries, kinds, root, powers, slots) */
static int parser_init(PyObject *object, PyObject *args, PyObject *names) {
    Parser *self = (Parser *)object;
    PyObject *first, *squeeze, *mix[MIXES], *heads, *relation, *powers;
    Py_buffer distance;
    int slots;
    if (self->begun) {
        PyErr_SetString(PyExc_RuntimeError, "made already");
        return -1;
    }
    self->begun = 1;
    if (!PyArg_ParseTuple(args, "OO(OOOO)OOy*iiiiOi", &first, &squeeze, &mix[0], &mix[1], &mix[2], &mix[3], &heads,
                          &relation, &distance, &self->shift, &self->queries, &self->kinds, &self->root, &powers, &slots))
        return -1;
    const int fits = distance.len == sizeof self->distance;
    if (fits) memcpy(self->distance, distance.buf, sizeof self->distance);
    PyBuffer_Release(&distance);
    for (int k = 0; k < MIXES; k++)
        if (layer_from(mix[k], &self->mix[k])) return -1;
    if (layer_from(heads, &self->heads) || layer_from(relation, &self->relation)) return -1;
    const Layer *const all[] = {&self->mix[0], &self->mix[1], &self->mix[2], &self->mix[3], &self->heads, &self->relation};
    if (words_init(&self->words, first, squeeze, powers, slots, most_lanes(6, all))) return -1;
    const int narrow = self->words.squeeze.outputs, deep = self->mix[0].outputs;
    self->labels = self->relation.inputs;
    int good = fits && narrow % 2 == 0 && deep % 2 == 0 && self->words.wide % 2 == 0 && self->labels % 2 == 0 &&
               self->mix[0].inputs == 3 * narrow && self->heads.inputs == narrow + deep && self->queries > 0 &&
               self->queries <= 64 && self->kinds > 0 && self->kinds <= MOST && self->root >= 0 &&
               self->root < self->relation.outputs && self->relation.outputs > 1 && self->relation.outputs <= 256 &&
               self->shift >= 0 && self->shift <= 8 && self->labels <= self->words.wide &&
               self->heads.outputs == 2 * self->queries + 2 + 2 * self->labels + self->kinds;
    for (int k = 1; k < MIXES; k++) good = good && self->mix[k].inputs == 3 * deep && self->mix[k].outputs == deep;
    for (int k = 0; fits && k < ARCS; k++) good = good && self->distance[k] < (1 << 20) && self->distance[k] > -(1 << 20);
    if (!good) {
        PyErr_SetString(PyExc_ValueError, "the layers do not fit each other");
        return -1;
    }
    self->ready = 1;
    return 0;
}

static int parser_room(Parser *self, int n) {
    const size_t m = n, narrow = self->words.squeeze.outputs, deep = self->mix[0].outputs;
    if (n <= self->words.room && self->sentence) return 0;
    parser_empty(self);
    if (!(self->near = room_for((m + 2 * EDGE) * narrow, 2)) || !(self->deep[0] = room_for((m + 2 * EDGE) * deep, 2)) ||
        !(self->deep[1] = room_for((m + 2 * EDGE) * deep, 2)) || !(self->query = room_for(m * self->queries, 2)) ||
        !(self->key = room_for(m * self->queries, 2)) || !(self->below = room_for(m * self->labels, 2)) ||
        !(self->above = room_for(m * self->labels, 2)) || !(self->ends = room_for(m * 2, 4)) ||
        !(self->kind = room_for(m * self->kinds, 4)) || !(self->sentence = room_for(m, 8)))
        return -1;
    self->words.room = n;
    return 0;
}

/* Values of a word and of those `far` before and after it. */
static Inputs neighbours(const int16_t *here, int size, int far) {
    const Inputs in = {{here - (ptrdiff_t)far * size, here, here + (ptrdiff_t)far * size}, {size, size, size}, {size, size, size}, 3};
    return in;
}

/* One layer over neighbours: words i to i + m of `from` into `to`; what was there is added if `more`. */
static void parser_mix(Parser *self, int k, const int16_t *from, int size, int16_t *to, const int16_t *before, int i, int m) {
    Words *w = &self->words;
    const int deep = self->mix[0].outputs;
    const Inputs in = neighbours(from + (ptrdiff_t)i * size, size, 1 << k);
    multiply(&self->mix[k], &in, m, w->sums);
    finish(&self->mix[k], w->sums, m, 0, ACTIVE, to + (size_t)i * deep, deep);
    for (int x = i; x < i + m; x++) {
        int16_t *o = to + (size_t)x * deep;
        const int16_t *b = before ? before + (size_t)x * deep : NULL;
        if (!w->ids[SIDE + x]) memset(o, 0, 2 * (size_t)deep);
        else if (b)
            for (int j = 0; j < deep; j++) o[j] = o[j] + b[j] > ACTIVE ? ACTIVE : (int16_t)(o[j] + b[j]);
    }
}

static int16_t wide_number(int32_t v) { return (int16_t)(v < -WIDE ? -WIDE : v > WIDE ? WIDE : v); }

/* What the head layer says of words i to i + m, part by part. */
static void parser_heads(Parser *self, const int16_t *near, const int16_t *deep, int i, int m) {
    Words *w = &self->words;
    const int narrow = w->squeeze.outputs, size = self->mix[0].outputs, q = self->queries, l = self->labels;
    const Inputs in = {{near + (size_t)i * narrow, deep + (size_t)i * size}, {narrow, size}, {narrow, size}, 2};
    multiply(&self->heads, &in, m, w->sums);
    for (int x = 0; x < m; x++) {
        int32_t *s = w->sums + (size_t)x * self->heads.lanes;
        const size_t at = (size_t)(i + x);
        for (int j = 0; j < self->heads.outputs; j++) s[j] >>= self->heads.shift[j];
        for (int j = 0; j < q; j++) self->query[at * q + j] = wide_number(s[j]);
        for (int j = 0; j < q; j++) self->key[at * q + j] = wide_number(s[q + j]);
        self->ends[at * 2] = s[2 * q], self->ends[at * 2 + 1] = s[2 * q + 1];
        for (int j = 0; j < l; j++) self->below[at * l + j] = wide_number(s[2 * q + 2 + j]);
        for (int j = 0; j < l; j++) self->above[at * l + j] = wide_number(s[2 * q + 2 + l + j]);
        for (int j = 0; j < self->kinds; j++) self->kind[at * self->kinds + j] = s[2 * q + 2 + 2 * l + j];
    }
}

static int parser_run(Parser *self, const Py_buffer *slots) {
    Words *w = &self->words;
    const int n = words_take(w, slots);
    if (n < 0 || parser_room(self, n)) return -1;
    const int narrow = w->squeeze.outputs, size = self->mix[0].outputs;
    int16_t *near = self->near + EDGE * narrow, *from = self->deep[0] + EDGE * size, *to = self->deep[1] + EDGE * size;
    memset(near + (size_t)n * narrow, 0, 2 * (size_t)EDGE * narrow); /* what comes before is never written to */
    memset(from + (size_t)n * size, 0, 2 * (size_t)EDGE * size);
    memset(to + (size_t)n * size, 0, 2 * (size_t)EDGE * size);
    for (int i = 0; i < n; i += BLOCK) {
        const int m = n - i < BLOCK ? n - i : BLOCK;
        const Inputs in = {{w->hidden}, {w->wide}, {w->wide}, 1};
        window(w->rows, w->wide, w->ids + i, m, w->hidden);
        multiply(&w->squeeze, &in, m, w->sums);
        finish(&w->squeeze, w->sums, m, 0, ACTIVE, near + (size_t)i * narrow, narrow);
        for (int x = i; x < i + m; x++)
            if (!w->ids[SIDE + x]) memset(near + (size_t)x * narrow, 0, 2 * (size_t)narrow);
    }
    for (int i = 0; i < n; i += BLOCK) parser_mix(self, 0, near, narrow, from, NULL, i, n - i < BLOCK ? n - i : BLOCK);
    for (int k = 1; k < MIXES; k++) {
        for (int i = 0; i < n; i += BLOCK) parser_mix(self, k, from, size, to, from, i, n - i < BLOCK ? n - i : BLOCK);
        int16_t *swap = from;
        from = to;
        to = swap;
    }
    for (int i = 0; i < n; i += BLOCK) parser_heads(self, near, from, i, n - i < BLOCK ? n - i : BLOCK);
    return n;
}

INLINE int32_t dot_lanes(const int16_t *a, const int16_t *b, int n) {
    int32_t sum = 0;
    for (int j = 0; j < n; j++) sum += a[j] * b[j];
    return sum;
}
/* The scores of the words from `first` to `last` around word i as its head. */
INLINE void arc_lanes(const Parser *self, int i, int first, int last, int32_t *scores) {
    const int16_t *query = self->query + (size_t)i * self->queries;
    for (int j = first; j <= last; j++)
        scores[j - i + REACH] = (dot_lanes(query, self->key + (size_t)j * self->queries, self->queries) >> self->shift) +
                                self->ends[(size_t)j * 2] + self->distance[j - i + REACH];
}
#if AVX2
FOR_AVX2 static void arc_avx2(const Parser *self, int i, int first, int last, int32_t *scores) {
    arc_lanes(self, i, first, last, scores);
}
#endif

/* The columns that `choose` fills in, for the words from `start` on. */
typedef struct {
    int64_t *head;
    uint8_t *relation;
    float *as_part, *as_root, *gain, *kind;
} Choice;

/* The best head of word i, and what speaks for it and for a root; returns the head. */
static int parser_choose_head(const Parser *self, int n, int i, int with_sentences, int at, const Choice *out) {
    const Words *w = &self->words;
    const int first = i < REACH ? 0 : i - REACH, last = n - 1 - i < REACH ? n - 1 : i + REACH;
    int32_t scores[ARCS], top = NEVER, total = 0;
    int best = 0;
    for (int k = 0; k < ARCS; k++) scores[k] = NEVER;
#if AVX2
    if (fast_processor) arc_avx2(self, i, first, last, scores);
    else
#endif
        arc_lanes(self, i, first, last, scores);
    scores[REACH] = NEVER;
    if (with_sentences)
        for (int j = first; j <= last; j++)
            if (self->sentence[j] != self->sentence[i]) scores[j - i + REACH] = NEVER;
    for (int k = 0; k < ARCS; k++)
        if (scores[k] > top) top = scores[k], best = k;
    const int32_t root = self->ends[(size_t)i * 2 + 1], most = top > root ? top : root;
    for (int k = 0; k < ARCS; k++) total += worth(w, most - scores[k]);
    const int as_root = worth(w, most - root), part = worth(w, most - top), as_part = part > 1 ? part : 1;
    total += as_root;
    out->gain[at] = (float)(root - top);
    out->as_root[at] = (float)as_root / (float)total;
    out->as_part[at] = (float)as_part / (float)total;
    const int head = i + best - REACH;
    return head < 0 ? 0 : head >= n ? n - 1 : head;
}

static void parser_choose(Parser *self, int n, int start, int end, int left, int with_sentences, const Choice *out) {
    Words *w = &self->words;
    const int l = self->labels;
    int16_t *both = w->hidden; /* (BLOCK, labels) */
    for (int i = start; i < end; i += BLOCK) {
        const int m = end - i < BLOCK ? end - i : BLOCK;
        const Inputs in = {{both}, {l}, {l}, 1};
        for (int x = 0; x < m; x++) {
            const int at = i - start + x, head = parser_choose_head(self, n, i + x, with_sentences, at, out);
            const int16_t *below = self->below + (size_t)(i + x) * l, *above = self->above + (size_t)head * l;
            out->head[at] = (int64_t)head + left;
            for (int j = 0; j < l; j++) {
                const int v = below[j] + above[j];
                both[(size_t)x * l + j] = (int16_t)(v < 0 ? 0 : v);
            }
        }
        multiply(&self->relation, &in, m, w->sums);
        for (int x = 0; x < m; x++) {
            const int32_t *s = w->sums + (size_t)x * self->relation.lanes, *shift = self->relation.shift;
            int best = self->root == 0;
            for (int j = best + 1; j < self->relation.outputs; j++)
                if (j != self->root && s[j] >> shift[j] > s[best] >> shift[best]) best = j;
            out->relation[i - start + x] = (uint8_t)best;
        }
        for (int x = 0; x < m; x++) {
            const int32_t *s = self->kind + (size_t)(i + x) * self->kinds;
            float *o = out->kind + (size_t)(i - start + x) * self->kinds;
            int32_t top = s[0], total = 0;
            for (int j = 1; j < self->kinds; j++) top = s[j] > top ? s[j] : top;
            for (int j = 0; j < self->kinds; j++) total += worth(w, top - s[j]);
            for (int j = 0; j < self->kinds; j++) o[j] = (float)worth(w, top - s[j]) / (float)total;
        }
    }
}

/* choose(slots int64, sentence int64 or None, start, left, head int64, relation uint8, as_part, as_root, gain float32,
 * kind float32 (words, kinds)): the words from `start` on, as many as the columns are long; heads count from -left */
static PyObject *parser_method(PyObject *object, PyObject *args) {
    Parser *self = (Parser *)object;
    PyObject *sentences, *done = NULL;
    Py_buffer slots, sentence, head, relation, part, root, gain, kind;
    int start, left, n;
    if (!PyArg_ParseTuple(args, "y*Oiiw*w*w*w*w*w*", &slots, &sentences, &start, &left, &head, &relation, &part, &root,
                          &gain, &kind))
        return NULL;
    const int with_sentences = sentences != Py_None;
    const Py_ssize_t count = relation.len;
    if (with_sentences && PyObject_GetBuffer(sentences, &sentence, PyBUF_SIMPLE)) goto release;
    if (!self->ready || start < 0 || left < 0 || start > slots.len / 8 || count > slots.len / 8 - start ||
        head.len != 8 * count || part.len != 4 * count || root.len != 4 * count || gain.len != 4 * count ||
        kind.len != 4 * count * self->kinds || (with_sentences && sentence.len != slots.len)) {
        PyErr_SetString(PyExc_ValueError, "the columns do not fit");
    } else if ((n = parser_run(self, &slots)) >= 0) {
        const Choice out = {head.buf, relation.buf, part.buf, root.buf, gain.buf, kind.buf};
        if (with_sentences) memcpy(self->sentence, sentence.buf, sentence.len);
        parser_choose(self, n, start, start + (int)count, left, with_sentences, &out);
        done = Py_NewRef(Py_None);
    }
    if (with_sentences) PyBuffer_Release(&sentence);
release:
    PyBuffer_Release(&slots);
    PyBuffer_Release(&head);
    PyBuffer_Release(&relation);
    PyBuffer_Release(&part);
    PyBuffer_Release(&root);
    PyBuffer_Release(&gain);
    PyBuffer_Release(&kind);
    return done;
}

static PyObject *parser_store(PyObject *object, PyObject *args) {
    if (!((Parser *)object)->ready) return PyErr_Format(PyExc_RuntimeError, "not made yet");
    return words_store(&((Parser *)object)->words, args);
}

static PyMethodDef parser_methods[] = {
    {"store", parser_store, METH_VARARGS, "store(slot, vectors): keep the rows of words, int16 (words, inputs)"},
    {"choose", parser_method, METH_VARARGS, "choose(slots, sentence, start, left, head, relation, as_part, as_root, gain, kind)"},
    {0},
};
static PyType_Slot parser_slots[] = {
    {Py_tp_init, parser_init}, {Py_tp_dealloc, parser_dealloc}, {Py_tp_methods, parser_methods},
    {Py_tp_new, PyType_GenericNew}, {Py_tp_doc, "The layers of the parser, and the choice of heads."}, {0},
};
static PyType_Spec parser_spec = {"mtcheck_fast.Parser", sizeof(Parser), 0, Py_TPFLAGS_DEFAULT, parser_slots};
