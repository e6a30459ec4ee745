package world

import (
	"context"
	"database/sql/driver"
	"errors"
)

var errUnsupported = errors.New("the database only executes statements")

// A connector is the whole database: its driver, its connections and its statements.
type connector struct{}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c, nil }
func (c connector) Driver() driver.Driver                        { return c }
func (c connector) Open(string) (driver.Conn, error)             { return c, nil }
func (c connector) Prepare(string) (driver.Stmt, error)          { return c, nil }
func (connector) Begin() (driver.Tx, error)                      { return nil, errUnsupported }
func (connector) Close() error                                   { return nil }
func (connector) NumInput() int                                  { return -1 }

func (connector) Exec([]driver.Value) (driver.Result, error) {
	Act()
	return driver.RowsAffected(1), nil
}

func (connector) Query([]driver.Value) (driver.Rows, error) { return nil, errUnsupported }
