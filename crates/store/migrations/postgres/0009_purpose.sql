-- What a session works for.

ALTER TABLE session ADD COLUMN purpose TEXT COLLATE "C"; -- purpose chosen; absent: the usual one of the role
