// Written by scripts/take-pictures.
#include "help_pictures.h"

// C23, which the compiler has in every mode.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char picture_0[] = {
#embed "pictures/activate.en.png"
};
static const unsigned char picture_1[] = {
#embed "pictures/activate.es.png"
};
static const unsigned char picture_2[] = {
#embed "pictures/activate.pt.png"
};
static const unsigned char picture_3[] = {
#embed "pictures/application.en.png"
};
static const unsigned char picture_4[] = {
#embed "pictures/application.es.png"
};
static const unsigned char picture_5[] = {
#embed "pictures/application.pt.png"
};
static const unsigned char picture_6[] = {
#embed "pictures/production-show.en.png"
};
static const unsigned char picture_7[] = {
#embed "pictures/production-show.es.png"
};
static const unsigned char picture_8[] = {
#embed "pictures/production-show.pt.png"
};
static const unsigned char picture_9[] = {
#embed "pictures/production-tab.en.png"
};
static const unsigned char picture_10[] = {
#embed "pictures/production-tab.es.png"
};
static const unsigned char picture_11[] = {
#embed "pictures/production-tab.pt.png"
};
static const unsigned char picture_12[] = {
#embed "pictures/renew-board.en.png"
};
static const unsigned char picture_13[] = {
#embed "pictures/renew-board.es.png"
};
static const unsigned char picture_14[] = {
#embed "pictures/renew-board.pt.png"
};
static const unsigned char picture_15[] = {
#embed "pictures/renew-choose.en.png"
};
static const unsigned char picture_16[] = {
#embed "pictures/renew-choose.es.png"
};
static const unsigned char picture_17[] = {
#embed "pictures/renew-choose.pt.png"
};
static const unsigned char picture_18[] = {
#embed "pictures/renew-menu.en.png"
};
static const unsigned char picture_19[] = {
#embed "pictures/renew-menu.es.png"
};
static const unsigned char picture_20[] = {
#embed "pictures/renew-menu.pt.png"
};
static const unsigned char picture_21[] = {
#embed "pictures/renew-preview.en.png"
};
static const unsigned char picture_22[] = {
#embed "pictures/renew-preview.es.png"
};
static const unsigned char picture_23[] = {
#embed "pictures/renew-preview.pt.png"
};
static const unsigned char picture_24[] = {
#embed "pictures/seller-menu.en.png"
};
static const unsigned char picture_25[] = {
#embed "pictures/seller-menu.es.png"
};
static const unsigned char picture_26[] = {
#embed "pictures/seller-menu.pt.png"
};
static const unsigned char picture_27[] = {
#embed "pictures/seller-show.en.png"
};
static const unsigned char picture_28[] = {
#embed "pictures/seller-show.es.png"
};
static const unsigned char picture_29[] = {
#embed "pictures/seller-show.pt.png"
};
static const unsigned char picture_30[] = {
#embed "pictures/share-cancel.en.png"
};
static const unsigned char picture_31[] = {
#embed "pictures/share-cancel.es.png"
};
static const unsigned char picture_32[] = {
#embed "pictures/share-cancel.pt.png"
};
static const unsigned char picture_33[] = {
#embed "pictures/share-form.en.png"
};
static const unsigned char picture_34[] = {
#embed "pictures/share-form.es.png"
};
static const unsigned char picture_35[] = {
#embed "pictures/share-form.pt.png"
};
static const unsigned char picture_36[] = {
#embed "pictures/share-tab.en.png"
};
static const unsigned char picture_37[] = {
#embed "pictures/share-tab.es.png"
};
static const unsigned char picture_38[] = {
#embed "pictures/share-tab.pt.png"
};
static const unsigned char picture_39[] = {
#embed "pictures/test-copy.en.png"
};
static const unsigned char picture_40[] = {
#embed "pictures/test-copy.es.png"
};
static const unsigned char picture_41[] = {
#embed "pictures/test-copy.pt.png"
};
static const unsigned char picture_42[] = {
#embed "pictures/test-tab.en.png"
};
static const unsigned char picture_43[] = {
#embed "pictures/test-tab.es.png"
};
static const unsigned char picture_44[] = {
#embed "pictures/test-tab.pt.png"
};

static const struct help_picture pictures[] = {
    {"activate.en", picture_0, sizeof picture_0},
    {"activate.es", picture_1, sizeof picture_1},
    {"activate.pt", picture_2, sizeof picture_2},
    {"application.en", picture_3, sizeof picture_3},
    {"application.es", picture_4, sizeof picture_4},
    {"application.pt", picture_5, sizeof picture_5},
    {"production-show.en", picture_6, sizeof picture_6},
    {"production-show.es", picture_7, sizeof picture_7},
    {"production-show.pt", picture_8, sizeof picture_8},
    {"production-tab.en", picture_9, sizeof picture_9},
    {"production-tab.es", picture_10, sizeof picture_10},
    {"production-tab.pt", picture_11, sizeof picture_11},
    {"renew-board.en", picture_12, sizeof picture_12},
    {"renew-board.es", picture_13, sizeof picture_13},
    {"renew-board.pt", picture_14, sizeof picture_14},
    {"renew-choose.en", picture_15, sizeof picture_15},
    {"renew-choose.es", picture_16, sizeof picture_16},
    {"renew-choose.pt", picture_17, sizeof picture_17},
    {"renew-menu.en", picture_18, sizeof picture_18},
    {"renew-menu.es", picture_19, sizeof picture_19},
    {"renew-menu.pt", picture_20, sizeof picture_20},
    {"renew-preview.en", picture_21, sizeof picture_21},
    {"renew-preview.es", picture_22, sizeof picture_22},
    {"renew-preview.pt", picture_23, sizeof picture_23},
    {"seller-menu.en", picture_24, sizeof picture_24},
    {"seller-menu.es", picture_25, sizeof picture_25},
    {"seller-menu.pt", picture_26, sizeof picture_26},
    {"seller-show.en", picture_27, sizeof picture_27},
    {"seller-show.es", picture_28, sizeof picture_28},
    {"seller-show.pt", picture_29, sizeof picture_29},
    {"share-cancel.en", picture_30, sizeof picture_30},
    {"share-cancel.es", picture_31, sizeof picture_31},
    {"share-cancel.pt", picture_32, sizeof picture_32},
    {"share-form.en", picture_33, sizeof picture_33},
    {"share-form.es", picture_34, sizeof picture_34},
    {"share-form.pt", picture_35, sizeof picture_35},
    {"share-tab.en", picture_36, sizeof picture_36},
    {"share-tab.es", picture_37, sizeof picture_37},
    {"share-tab.pt", picture_38, sizeof picture_38},
    {"test-copy.en", picture_39, sizeof picture_39},
    {"test-copy.es", picture_40, sizeof picture_40},
    {"test-copy.pt", picture_41, sizeof picture_41},
    {"test-tab.en", picture_42, sizeof picture_42},
    {"test-tab.es", picture_43, sizeof picture_43},
    {"test-tab.pt", picture_44, sizeof picture_44},
};

int help_pictures_count(void) { return (int)(sizeof pictures / sizeof pictures[0]); }

struct help_picture help_picture_at(int position) { return pictures[position]; }
