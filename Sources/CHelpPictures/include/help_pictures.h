// The pictures of the help pages, built into the program.
#ifndef HELP_PICTURES_H
#define HELP_PICTURES_H

struct help_picture {
    // The name and the language with a dot between them, such as `activate.pt`.
    const char *name;
    // A PNG file.
    const unsigned char *bytes;
    unsigned long count;
};

// How many there are.
int help_pictures_count(void);

// The picture at a position from 0.
struct help_picture help_picture_at(int position);

#endif
